using System.Text.Json;
using OnnxZc.Proxies;

namespace OnnxZc.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("there is no command 'scor'; did you mean 'score'?; see onnxzc --help", "scor")]
    [InlineData("there is no command 'list proxis'; did you mean 'proxies'?; see onnxzc list --help", "list", "proxis")]
    [InlineData("say what to do: proxies, operators, rules, data, normalisations; see onnxzc list --help", "list")]
    [InlineData("name a model: onnxzc score MODEL; see onnxzc score --help", "score")]
    [InlineData("name a model: onnxzc doctor MODEL; see onnxzc doctor --help", "doctor")]
    [InlineData("there is no option '--quite'; did you mean '--quiet'?", "score", "a.onnx", "--quite")]
    [InlineData("there is no option '--hlep'; did you mean '--help'?", "--hlep")]
    [InlineData("'b.onnx' is one argument too many", "doctor", "a.onnx", "b.onnx")]
    public void Run_WrongCommand_SaysTheNearestRightOne(string expected, params string[] args)
    {
        var session = new Session();
        Assert.Equal(2, session.Run(args));
        Assert.StartsWith("onnxzc: " + expected, session.Error);
        Assert.Single(session.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(session.Out);
    }

    [Fact]
    public void Run_NoArguments_HelpsOnStderrAsAWrongUse()
    {
        var session = new Session();
        Assert.Equal(2, session.Run());
        Assert.StartsWith("Examples:\n  onnxzc score models/ ", session.Error);
        Assert.Contains("Exit codes:\n  0  every model", session.Error);
        Assert.Empty(session.Out);
    }

    [Fact]
    public void Version_Asked_NamesStackVersionsAndDevices()
    {
        var session = new Session();
        Assert.Equal(0, session.Run("--version"));
        Assert.Equal(
            """
            onnxzc 0.1.0
            stack        system
            torch        1.13.1
            onnxruntime  1.30.0
            devices      cpu, cuda:0, cuda:1

            """,
            session.Out);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("score", "--help")]
    [InlineData("list", "-h")]
    [InlineData("doctor", "-h")]
    public void Help_AnyCommand_BeginsWithExamples(params string[] args)
    {
        var session = new Session();
        Assert.Equal(0, session.Run(args));
        Assert.StartsWith("Examples:\n  onnxzc ", session.Out);
        Assert.Contains("Usage:", session.Out);
    }

    [Fact]
    public void Reference_EveryOptionOfScore_IsDescribedInTheDocs()
    {
        var session = new Session();
        session.Run("score", "--help");
        var reference = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "cli.md"));
        var options = session.Out.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith("--", StringComparison.Ordinal) && word != "--help")
            .Distinct();
        Assert.All(options, option => Assert.Contains($"`{option}", reference));
    }

    [Fact]
    public void ListProxies_Table_NamesEveryProxy()
    {
        var session = new Session();
        Assert.Equal(0, session.Run("list", "proxies"));
        Assert.All(ProxyCatalog.All, proxy => Assert.Contains($"\n{proxy.Name} ", session.Out));
    }

    [Theory]
    [InlineData("proxies", "proxy", "snip")]
    [InlineData("operators", "operator", "Conv")]
    [InlineData("data", "data", "imagenet16:PATH")]
    [InlineData("normalisations", "normalisation", "darts-cifar10")]
    public void List_Json_NamesEveryItem(string subject, string member, string expected)
    {
        var session = new Session();
        Assert.Equal(0, session.Run("list", subject, "--format", "json"));
        var document = JsonDocument.Parse(session.Out).RootElement;
        Assert.Equal($"onnxzc.{subject}/1", document.GetProperty("schema").GetString());
        var names = document.GetProperty(subject).EnumerateArray().Select(item => item.GetProperty(member).GetString());
        Assert.Contains(expected, names);
    }

    [Fact]
    public void Doctor_SupportedModel_TellsWhatIsInIt()
    {
        var session = new Session();
        Assert.Equal(0, session.Run("doctor", "a.onnx"));
        Assert.Contains("format      IR 8, opset ai.onnx 17", session.Out);
        Assert.Contains("input       x: Float32[N, 3, 32, 32]", session.Out);
        Assert.Contains("batch axis  free (N)", session.Out);
        Assert.Contains("batch norm  none", session.Out);
        Assert.Contains("weights     3 float values in 1 tensor\n", session.Out);
        Assert.Contains("Conv         11  ai.onnx      2  yes", session.Out);
        Assert.Contains("All operators are supported.", session.Out);
    }

    [Fact]
    public void Doctor_UnsupportedOperator_IsNamedWithExitCode1()
    {
        var session = new Session();
        Assert.Equal(1, session.Run("doctor", "odd.onnx"));
        Assert.Contains("Not supported: Strange-14.", session.Out);
        var json = new Session();
        Assert.Equal(1, json.Run("doctor", "odd.onnx", "--format", "json"));
        Assert.Equal("Strange-14", JsonDocument.Parse(json.Out).RootElement.GetProperty("unsupported")[0].GetString());
    }

    [Fact]
    public void Doctor_UnreadableModel_ExitsWith2()
    {
        var session = new Session();
        Assert.Equal(2, session.Run("doctor", "none.onnx"));
        Assert.Equal("onnxzc: none.onnx: file-not-found: there is no model 'none.onnx'\n", session.Error);
    }

    [Fact]
    public void Run_ReaderGoesAway_EndsQuietly()
    {
        var session = new Session { OutStream = new FailingWriter(new IOException("Broken pipe", 32)) };
        Assert.Equal(141, session.Run("list", "proxies"));
        Assert.Empty(session.Error);
    }

    [Fact]
    public void Run_DiskFull_IsNoDefect()
    {
        var session = new Session { OutStream = new FailingWriter(new IOException("No space left on device", 28)) };
        Assert.Equal(2, session.Run("list", "proxies"));
        Assert.Equal("onnxzc: reading or writing failed: No space left on device\n", session.Error);
    }

    sealed class FailingWriter(IOException error) : StringWriter
    {
        public override void Flush() => throw error;
    }
}
