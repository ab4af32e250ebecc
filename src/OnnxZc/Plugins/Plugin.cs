using System.Reflection;
using OnnxZc.Proxies;

namespace OnnxZc.Plugins;

/// <summary>
/// An assembly with proxies of its user's own. Loading it runs its code with the rights of this process: load only what
/// you trust.
/// </summary>
public sealed record Plugin
{
    internal Plugin(string name, string version, string fileHash, IReadOnlyList<IProxy> proxies)
    {
        Name = name;
        Version = version;
        FileHash = fileHash;
        Proxies = proxies;
    }

    /// <summary>The assembly's name.</summary>
    public string Name { get; }

    /// <summary>The assembly's version.</summary>
    public string Version { get; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string FileHash { get; }

    /// <summary>
    /// Its public classes that implement <see cref="IProxy"/> and have a constructor without parameters.
    /// </summary>
    public IReadOnlyList<IProxy> Proxies { get; }

    /// <summary>
    /// Loads the assembly at <paramref name="path"/>. What it references is shared with this process where the library
    /// itself references it (TorchSharp among it), and else taken from beside the file.
    /// </summary>
    /// <exception cref="PluginException">It cannot be used.</exception>
    public static Plugin Load(string path)
    {
        var file = PluginFile.Read(path);
        if (file.BuiltAgainst is { } version && !file.IsOfThisVersion)
            throw OtherVersion(path, $"against OnnxZc {version.ToString(3)}");
        try
        {
            var assembly = new PluginContext(Path.GetFullPath(path)).LoadFromAssemblyPath(Path.GetFullPath(path));
            IProxy[] proxies =
            [
                .. assembly.GetExportedTypes()
                    .Where(IsProxy)
                    .OrderBy(type => type.FullName, StringComparer.Ordinal)
                    .Select(type => Make(path, type)),
            ];
            return proxies.Length > 0
                ? new(file.Name, file.Version.ToString(), file.Hash, proxies)
                : throw new PluginException(
                    PluginErrorCode.NoProxy,
                    $"plugin '{path}' has no proxy: a public class that implements {typeof(IProxy)} and has a "
                    + "constructor without parameters");
        }
        catch (Exception error) when (error is not PluginException)
        {
            throw Unusable(path, "it cannot be loaded", error);
        }
    }

    static bool IsProxy(Type type) =>
        type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsAssignableTo(typeof(IProxy))
        && type.GetConstructor(Type.EmptyTypes) is not null;

    static PluginProxy Make(string path, Type type)
    {
        try
        {
            return new((IProxy)Activator.CreateInstance(type)!);
        }
        catch (Exception error)
        {
            var cause = error is TargetInvocationException { InnerException: { } inner } ? inner : error;
            throw Unusable(path, $"its proxy {type.FullName} cannot be made", cause);
        }
    }

    static PluginException Unusable(string path, string what, Exception error) =>
        error is TypeLoadException or MissingMemberException or FileLoadException
            ? OtherVersion(path, $"against another version of OnnxZc or of what it references ({error.Message})", error)
            : new(PluginErrorCode.Broken, $"plugin '{path}': {what} ({error.GetType().Name}: {error.Message})", error);

    static PluginException OtherVersion(string path, string against, Exception? error = null) => new(
        PluginErrorCode.OtherVersion,
        $"plugin '{path}' was built {against}, and this is {ToolVersion}: build it against this version",
        error);

    static string ToolVersion => typeof(Plugin).Assembly.GetName().Version!.ToString(3);
}
