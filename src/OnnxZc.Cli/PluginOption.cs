using System.CommandLine;
using OnnxZc.Plugins;

namespace OnnxZc.Cli;

/// <summary>The option that names plugins.</summary>
static class PluginOption
{
    /// <summary><c>--plugin FILE</c>, any number of times.</summary>
    public static Option<string[]> Create() => TextOption.Several(
        "--plugin", "file", "A .NET assembly with proxies of your own, run with your rights; may be repeated");

    /// <summary>All proxies that are known with the plugins given.</summary>
    /// <exception cref="PluginException">One of them cannot be used.</exception>
    public static ProxySet Known(ParseResult parsed, Option<string[]> option) => (parsed.GetValue(option) ?? [])
        .Aggregate(ProxySet.BuiltIn, (known, path) => known.With(Plugin.Load(path)));
}
