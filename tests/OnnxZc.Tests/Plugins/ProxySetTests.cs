using OnnxZc.Plugins;
using OnnxZc.Proxies;

namespace OnnxZc.Tests.Plugins;

public sealed class ProxySetTests
{
    [Fact]
    public void With_Plugin_KnowsItsProxiesByNameAndAliasAfterTheLibrarysOwn()
    {
        var proxy = new StandIn("own", "mine");
        var known = ProxySet.BuiltIn.With(Of("plugin", proxy));
        Assert.Same(proxy, known.Find("own"));
        Assert.Same(proxy, known.Find("mine"));
        Assert.Equal([.. ProxyCatalog.All, proxy], known.All);
        Assert.Null(ProxySet.BuiltIn.Find("own"));
    }

    [Theory]
    [InlineData("snip", "OnnxZc")]
    [InlineData("naswot", "OnnxZc")]
    [InlineData("vote", "OnnxZc")]
    [InlineData("aznas", "OnnxZc")]
    [InlineData("own", "first")]
    [InlineData("mine", "first")]
    public void With_NameOrAliasThatIsTaken_SaysByWhom(string name, string owner)
    {
        var known = ProxySet.BuiltIn.With(Of("first", new StandIn("own", "mine")));
        IProxy[] both = [new StandIn(name), new StandIn("free", name)];
        Assert.All(both, proxy =>
        {
            var error = Assert.Throws<PluginException>(() => known.With(Of("second", proxy)));
            Assert.Equal(PluginErrorCode.NameTaken, error.Code);
            Assert.Contains($"plugin 'second' has a proxy '{name}', and {owner} has one", error.Message);
        });
    }

    [Fact]
    public void With_TwoProxiesOfOneName_IsRefused() => Assert.Throws<PluginException>(
        () => ProxySet.BuiltIn.With(Of("plugin", new StandIn("own"), new StandIn("own"))));

    [Fact]
    public void Only_Names_LeavesThePluginsThatHaveThem()
    {
        var known = ProxySet.BuiltIn.With(Of("a", new StandIn("one", "uno"))).With(Of("b", new StandIn("two")));
        Assert.Equal(["a"], known.Only(["snip", "uno"]).Plugins.Select(plugin => plugin.Name));
        Assert.Empty(known.Only(["snip"]).Plugins);
    }

    [Fact]
    public void Fingerprint_OfAnotherFileOrVersion_Differs()
    {
        string[] all =
        [
            Fingerprint("a", "1", "00"), Fingerprint("b", "1", "00"), Fingerprint("a", "2", "00"),
            Fingerprint("a", "1", "01"), SettingsFingerprint.Of(new ScoreOptions { Proxies = ["own"] }),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    static Plugin Of(string name, params IProxy[] proxies) => new(name, "1", "00", proxies);

    static string Fingerprint(string name, string version, string hash) => SettingsFingerprint.Of(new ScoreOptions
    {
        Proxies = ["own"],
        Known = ProxySet.BuiltIn.With(new(name, version, hash, [new StandIn("own")])),
    });
}
