using OnnxZc.Proxies;
using OnnxZc.Ranking;

namespace OnnxZc.Plugins;

/// <summary>The proxies of single models that can be asked for: the library's own and those of plugins.</summary>
public sealed class ProxySet
{
    ProxySet(IReadOnlyList<Plugin> plugins) => Plugins = plugins;

    /// <summary>The library's own.</summary>
    public static ProxySet BuiltIn { get; } = new([]);

    /// <summary>The plugins.</summary>
    public IReadOnlyList<Plugin> Plugins { get; }

    /// <summary>Every proxy, the library's own first.</summary>
    public IReadOnlyList<IProxy> All => [.. ProxyCatalog.All, .. Plugins.SelectMany(plugin => plugin.Proxies)];

    /// <summary>Every name and alias that can be asked for, of proxies over a set of models too.</summary>
    internal IEnumerable<string> Names =>
    [
        .. All.SelectMany(NamesOf),
        .. SetProxyCatalog.All.SelectMany(proxy => proxy.Aliases.Prepend(proxy.Name)),
    ];

    /// <summary>The proxy of this name or alias, or null.</summary>
    public IProxy? Find(string name) => All.FirstOrDefault(proxy => NamesOf(proxy).Contains(name));

    /// <summary>These and the plugin's.</summary>
    /// <exception cref="PluginException">A name of its proxies is taken.</exception>
    public ProxySet With(Plugin plugin)
    {
        var taken = Names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in plugin.Proxies.SelectMany(NamesOf).Where(name => !taken.Add(name)))
        {
            var owner = BuiltIn.Names.Contains(name) ? null : Plugins.Append(plugin).First(other => Has(other, name));
            throw new PluginException(
                PluginErrorCode.NameTaken,
                $"plugin '{plugin.Name}' has a proxy '{name}', and {owner?.Name ?? "OnnxZc"} has one of that name "
                + "already: give it another, or leave one of the plugins out");
        }

        return new([.. Plugins, plugin]);
    }

    /// <summary>The same without the plugins of which no proxy is among <paramref name="names"/>.</summary>
    internal ProxySet Only(IReadOnlyList<string> names) =>
        new([.. Plugins.Where(plugin => names.Any(name => Has(plugin, name)))]);

    static bool Has(Plugin plugin, string name) => plugin.Proxies.SelectMany(NamesOf).Contains(name);

    static IEnumerable<string> NamesOf(IProxy proxy) => proxy.Aliases.Prepend(proxy.Name);
}
