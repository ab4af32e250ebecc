using OnnxZc.Proxies;

namespace OnnxZc.Ranking;

/// <summary>Every proxy over a set of models, one line each, in the order in which they are shown.</summary>
public static class SetProxyCatalog
{
    /// <summary>Every one.</summary>
    public static IReadOnlyList<ISetProxy> All { get; } =
    [
        new Vote(),
        new AzNasRank(),
        new TeNasRank(),
    ];

    /// <summary>The one of this name or alias, or null.</summary>
    public static ISetProxy? Find(string name) =>
        All.FirstOrDefault(proxy => proxy.Name == name || proxy.Aliases.Contains(name));

    /// <summary>
    /// The names, each once, and after them the members of those over a set that are not among them, by any name.
    /// </summary>
    public static IReadOnlyList<string> WithMembers(IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToList();
        foreach (var member in all.SelectMany(name => Find(name)?.Members ?? []).Distinct().ToArray())
        {
            if (!all.Any(name => ProxyCatalog.NameOf(name) == member))
                all.Add(member);
        }

        return all;
    }
}
