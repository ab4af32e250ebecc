namespace OnnxZc.Proxies;

/// <summary>Every proxy, one line each, in the order in which they are shown.</summary>
public static class ProxyCatalog
{
    /// <summary>Every proxy.</summary>
    public static IReadOnlyList<IProxy> All { get; } =
    [
        new Params(),
        new Flops(),
        new L2Norm(),
        new GradNorm(),
        new Snip(),
        new Plain(),
        new Fisher(),
        new Nwot(),
        new NwotRelu(),
    ];

    /// <summary>The proxy of this name or alias, or null.</summary>
    public static IProxy? Find(string name) =>
        All.FirstOrDefault(proxy => proxy.Name == name || proxy.Aliases.Contains(name));

    /// <summary>The proxy's own name for a name or alias; a name that is none stays as it is.</summary>
    internal static string NameOf(string name) => Find(name)?.Name ?? name;
}
