using OnnxZc.Proxies;
using OnnxZc.Ranking;

namespace OnnxZc.Tests.House;

/// <summary>The catalogue is written by hand; these tests hold it against the assembly.</summary>
public sealed class ProxyCatalogTests
{
    [Fact]
    public void All_ProxiesOfTheAssembly_AreListed()
    {
        var proxies = typeof(IProxy).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IProxy)) && !type.IsAbstract)
            .Where(type => type.Namespace!.StartsWith(typeof(IProxy).Namespace!, StringComparison.Ordinal));
        Assert.Equal(Sorted(proxies), Sorted(ProxyCatalog.All.Select(proxy => proxy.GetType()).Distinct()));
    }

    [Fact]
    public void All_SetProxiesOfTheAssembly_AreEachListedOnce()
    {
        var proxies = typeof(ISetProxy).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(ISetProxy)) && !type.IsAbstract);
        Assert.Equal(Sorted(proxies), Sorted(SetProxyCatalog.All.Select(proxy => proxy.GetType())));
    }

    [Fact]
    public void Members_OfSetProxies_AreProxies() => Assert.All(
        SetProxyCatalog.All.SelectMany(proxy => proxy.Members),
        member => Assert.Equal(member, ProxyCatalog.Find(member)?.Name));

    [Fact]
    public void NamesAndAliases_OfAllProxies_AreUnique() =>
        Assert.All(
            ProxyCatalog.All.SelectMany(proxy => proxy.Aliases.Append(proxy.Name))
                .Concat(SetProxyCatalog.All.SelectMany(proxy => proxy.Aliases.Append(proxy.Name)))
                .CountBy(name => name),
            count => Assert.Equal(1, count.Value));

    static IEnumerable<string?> Sorted(IEnumerable<Type> types) =>
        types.Select(type => type.FullName).Order(StringComparer.Ordinal);
}
