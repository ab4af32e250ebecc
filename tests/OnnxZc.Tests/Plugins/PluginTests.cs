using OnnxZc.Cli;
using OnnxZc.Plugins;
using OnnxZc.Proxies;
using OnnxZc.Tests.Cli;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Plugins;

public sealed class PluginTests : IDisposable
{
    static readonly Version _own = typeof(Scorer).Assembly.GetName().Version!;

    readonly TempFolder _folder = new();

    public static TheoryData<Version> OtherVersions =>
    [
        new(_own.Major + 1, _own.Minor, 0, 0),
        new(_own.Major, _own.Minor + 1, 0, 0),
        new(_own.Major, _own.Minor, _own.Build + 1, 0),
    ];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_NoSuchFile_SaysSo() =>
        Assert.EndsWith(
            "missing.dll' cannot be read: there is no such file",
            Refused(_folder.PathOf("missing.dll"), PluginErrorCode.NotFound));

    [Fact]
    public void Load_NoAssembly_SaysWhatToName() =>
        Assert.EndsWith(
            "is no .NET assembly: name the .dll that the plugin's project builds",
            Refused(_folder.Write("text.dll", "no assembly at all"u8.ToArray()), PluginErrorCode.NotAnAssembly));

    [Fact]
    public void Load_DamagedAssembly_IsNoAssembly() =>
        Refused(
            _folder.Write("half.dll", File.ReadAllBytes(SamplePlugin.Path)[..1500]), PluginErrorCode.NotAnAssembly);

    [Fact]
    public void Load_AssemblyWithoutProxy_SaysWhatAProxyIs() =>
        Assert.EndsWith(
            "a public class that implements OnnxZc.Proxies.IProxy and has a constructor without parameters",
            Refused(_folder.Write("empty.dll", EmptyAssembly.Referencing(_own)), PluginErrorCode.NoProxy));

    [Theory]
    [MemberData(nameof(OtherVersions))]
    public void Load_BuiltAgainstAnotherVersion_SaysWhich(Version version) =>
        Assert.EndsWith(
            $"was built against OnnxZc {version.ToString(3)}, and this is {_own.ToString(3)}: build it against this "
            + "version",
            Refused(_folder.Write("other.dll", EmptyAssembly.Referencing(version)), PluginErrorCode.OtherVersion));

    [Fact]
    public void Load_ProxyWhoseConstructorThrows_SaysWhichAndWhat() =>
        Assert.EndsWith(
            "its proxy OnnxZc.Tests.Plugins.UnmakeableProxy cannot be made (InvalidOperationException: no luck today)",
            Refused(typeof(PluginTests).Assembly.Location, PluginErrorCode.Broken));

    [Theory]
    [InlineData("score", "any.onnx")]
    [InlineData("list", "proxies")]
    public void Cli_PluginThatCannotBeUsed_IsAWrongOption(string verb, string subject)
    {
        var session = new Session();
        Assert.Equal(ExitCode.Usage, session.Run(verb, subject, "--plugin", _folder.PathOf("missing.dll")));
        Assert.Equal(
            $"onnxzc: plugin '{_folder.PathOf("missing.dll")}' cannot be read: there is no such file\n", session.Error);
        Assert.Equal("", session.Out);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("two words")]
    [InlineData("a,b")]
    [InlineData("all")]
    [InlineData("")]
    public void PluginProxy_NameThatCannotBeAskedFor_IsRefused(string name)
    {
        Assert.Throws<FormatException>(() => new PluginProxy(new StandIn(name)));
        Assert.Throws<FormatException>(() => new PluginProxy(new StandIn("good", name)));
    }

    [Fact]
    public void PluginProxy_NeedWithoutCaptureOrDirectionOfNoName_IsRefused()
    {
        Assert.Throws<FormatException>(() => new PluginProxy(new StandIn("a") { Needs = [default] }));
        Assert.Throws<FormatException>(() => new PluginProxy(new StandIn("a") { Direction = (Direction)9 }));
    }

    [Fact]
    public void Score_ProxyThatThrows_IsOneFailedScore()
    {
        StandIn[] proxies =
        [
            new("throws") { Value = () => throw new NotSupportedException("not today") },
            new("nothing") { Value = () => double.NaN },
            new("seven") { Value = () => 7 },
        ];
        var options = new ScoreOptions
        {
            Proxies = ["throws", "params", "nothing", "seven"],
            Known = ProxySet.BuiltIn.With(new("own", "1.0.0.0", "00", proxies)),
        };
        var card = new Scorer(options).Score(RealSession.Model("mlp.onnx"));
        Assert.Equal(CardStatus.Partial, card.Status);
        Assert.Equal(
            ["NotSupportedException: not today", null, "the value is not finite (NaN)", null],
            card.Scores.Select(score => score.Reason));
        Assert.Equal(7, card.Scores[3].Value);
    }

    static string Refused(string path, PluginErrorCode code)
    {
        var error = Assert.Throws<PluginException>(() => Plugin.Load(path));
        Assert.Equal(code, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
