using System.Security.Cryptography;
using System.Text.Json;
using OnnxZc.Cli;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Cli;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Plugins;

[Collection(AloneCollection.Name)]
public sealed class SamplePluginTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly string _model;
    readonly string[] _data;

    public SamplePluginTests()
    {
        (_model, var batch) = SamplePlugin.Write(_folder);
        _data = ["--data", batch, "--loss", "sum", "--format", "json"];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_SamplePluginInAWorker_GivesItsValueAmongOthers()
    {
        var session = Score("params,mean_gradient,grad_norm", "--plugin", SamplePlugin.Path);
        var values = RealSession.Values(Assert.Single(session.Cards));
        Assert.Equal(12, values["params"]);
        Assert.Equal(2.5, values["mean_gradient"]!.Value, 6);
        Assert.Equal(Math.Sqrt(3 * 30), values["grad_norm"]!.Value, 5);
    }

    [Fact]
    public void Score_NoProxiesNamed_TakesThePluginsToo()
    {
        var session = RealSession.Run(["score", _model, "--plugin", SamplePlugin.Path, .. _data]);
        Assert.Equal(2.5, RealSession.Values(Assert.Single(session.Cards))["mean_gradient"]!.Value, 6);
    }

    [Fact]
    public void Score_PluginAskedFor_IsPartOfTheFingerprint()
    {
        string[] plugin = ["--plugin", SamplePlugin.Path];
        var (without, unasked) = (Score("params").Json, Score("params", plugin).Json);
        var asked = Score("params,mean_gradient", plugin).Json;
        Assert.Equal(FingerprintOf(without), FingerprintOf(unasked));
        Assert.NotEqual(FingerprintOf(without), FingerprintOf(asked));
        Assert.Empty(PluginsOf(unasked));
        var told = Assert.Single(PluginsOf(asked));
        Assert.Equal("OnnxZc.SamplePlugin", told.GetProperty("name").GetString());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(SamplePlugin.Path))),
            told.GetProperty("fileHash").GetString());
    }

    [Fact]
    public void Score_FeaturesThatTheModelLacks_IsToldWithTheNames()
    {
        var session = Score("params,az_expressivity", "--features", "stem,head");
        var features = session.Json.GetProperty("settings").GetProperty("features").EnumerateArray();
        Assert.Equal(["stem", "head"], features.Select(name => name.GetString()));
        Assert.Equal(
            "'stem' is no value of images or tokens: correct --features",
            session.Cards[0].GetProperty("scores").GetProperty("az_expressivity").GetProperty("reason").GetString());
    }

    [Fact]
    public void List_WithThePlugin_ShowsItsProxy()
    {
        Assert.DoesNotContain("mean_gradient", RealSession.Run("list", "proxies").Out, StringComparison.Ordinal);
        var rows = RealSession.Run("list", "proxies", "--plugin", SamplePlugin.Path, "--format", "json").Json
            .GetProperty("proxies").EnumerateArray();
        var row = Assert.Single(rows, row => row.GetProperty("proxy").GetString() == "mean_gradient");
        Assert.Equal("higher", row.GetProperty("better").GetString());
        Assert.Equal("the sample plugin of OnnxZc", row.GetProperty("source").GetString());
    }

    [Fact]
    public void Score_TheSamePluginTwice_IsAWrongOption()
    {
        var session = RealSession.Run(
            "score", _model, "--plugin", SamplePlugin.Path, "--plugin", SamplePlugin.Path, "-p", "params");
        Assert.Equal((ExitCode.Usage, ""), (session.Code, session.Out));
        Assert.Equal(
            "onnxzc: plugin 'OnnxZc.SamplePlugin' has a proxy 'mean_gradient', and OnnxZc.SamplePlugin has one of that "
            + "name already: give it another, or leave one of the plugins out",
            Assert.Single(session.Messages));
    }

    [Fact]
    public void Score_WithoutThePlugin_DoesNotKnowItsProxy()
    {
        var session = RealSession.Run("score", _model, "-p", "mean_gradient");
        Assert.Equal(ExitCode.Usage, session.Code);
        Assert.StartsWith("onnxzc: there is no proxy 'mean_gradient'", Assert.Single(session.Messages));
    }

    RealSession Score(string proxies, params string[] args)
    {
        var session = RealSession.Run(Backend.Isolated, ["score", _model, "-p", proxies, .. args, .. _data]);
        Assert.True(session.Code == ExitCode.Ok, session.Error);
        return session;
    }

    static string?[] FingerprintOf(JsonElement report) =>
    [
        report.GetProperty("settings").GetProperty("fingerprint").GetString(),
        .. report.GetProperty("cards").EnumerateArray().Select(card => card.GetProperty("fingerprint").GetString()),
    ];

    static JsonElement[] PluginsOf(JsonElement report) =>
        [.. report.GetProperty("settings").GetProperty("plugins").EnumerateArray()];
}
