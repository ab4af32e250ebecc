using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OnnxZc.Tests.Ci;

/// <summary>The action of this repository, read from its file and run step by step.</summary>
public sealed class ActionTests : IDisposable
{
    readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    static CompositeAction Action { get; } = new(Path.Combine(Checkout.Root, "action.yml"));

    [Fact]
    public void Uses_OfTheAction_ArePinnedToCommits() => Assert.All(
        Action.Uses, uses => Assert.Matches(@"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$", uses));

    [Fact]
    public void Scripts_OfTheAction_HoldNoExpression() => Assert.All(
        Action.Scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));

    [Fact]
    public void Run_GoodModels_PassesAndSendsTheFindings()
    {
        var run = Run(Repository());
        Assert.True(run.Code == 0, run.Log);
        Assert.Equal(("0", "ok", "0"), (run.Outputs["findings"], run.Outputs["status"], run.Outputs["exit-code"]));
        Assert.Equal(run.Outputs["report"], run.Used["github/codeql-action/upload-sarif"]["sarif_file"]);
        Assert.Equal("2.1.0", JsonDocument.Parse(File.ReadAllText(run.Outputs["report"])).RootElement
            .GetProperty("version").GetString());
        Assert.Contains("### onnxzc check: ok", run.Summary, StringComparison.Ordinal);
        Assert.Equal("10.0.x", run.Used["actions/setup-dotnet"]["dotnet-version"]);
    }

    [Fact]
    public void Run_ModelBeyondItsLimit_FailsAfterTheFindingsWereSent()
    {
        var run = Run(Repository("max-params: {limit: 1k}"));
        Assert.Equal(1, run.Code);
        Assert.Equal(("1", "findings"), (run.Outputs["exit-code"], run.Outputs["status"]));
        Assert.Contains("::error file=models/mlp.onnx,line=1,title=max-params::", run.Log, StringComparison.Ordinal);
        Assert.Contains("max-params", run.Summary, StringComparison.Ordinal);
        Assert.True(run.Used.ContainsKey("github/codeql-action/upload-sarif"));
    }

    [Fact]
    public void Run_WrongPolicy_FailsWithTwoAndSendsNothing()
    {
        var run = Run(Repository("max-parms: error"));
        Assert.Equal(2, run.Code);
        Assert.Contains("max-params", run.Log, StringComparison.Ordinal);
        Assert.False(run.Used.ContainsKey("github/codeql-action/upload-sarif"));
    }

    [Theory]
    [InlineData("models", "$(touch pwned)\n`touch pwned`\n; touch pwned")]
    [InlineData("policy", "\"; touch pwned; \"")]
    [InlineData("changed-since", "--output=pwned")]
    [InlineData("changed-since", "$(touch pwned)")]
    [InlineData("fail-level", "error; touch pwned")]
    public void Run_InputThatImitatesCode_IsNoCode(string input, string value)
    {
        var repository = Repository();
        var run = Run(repository, (input, value));
        Assert.NotEqual(0, run.Code);
        Assert.Empty(Directory.GetFiles(_shell.Root, "pwned*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Run_Inputs_ReachTheProgram()
    {
        var repository = Repository("max-params: {level: warn, limit: 1k}");
        var run = Run(
            repository,
            ("fail-level", "warn"), ("sarif", "a.sarif"), ("upload-sarif", "false"), ("working-directory", "models"),
            ("models", "mlp.onnx\n"));
        Assert.True(run.Code == 1, run.Log);
        Assert.Equal(_shell.In($"{repository}/models/a.sarif"), run.Outputs["report"]);
        Assert.True(File.Exists(run.Outputs["report"]));
        Assert.False(run.Used.ContainsKey("github/codeql-action/upload-sarif"));
    }

    [Fact]
    public void Hook_OfPreCommit_ChecksTheFilesThatItIsGiven()
    {
        using var reader = File.OpenText(Path.Combine(Checkout.Root, ".pre-commit-hooks.yaml"));
        var stream = new YamlStream();
        stream.Load(reader);
        var hook = (YamlMappingNode)((YamlSequenceNode)stream.Documents[0].RootNode).Children.Single();
        Assert.Equal("true", hook["pass_filenames"].ToString());
        var files = new Regex(hook["files"].ToString());
        Assert.Matches(files, "models/a.onnx");
        Assert.DoesNotMatch(files, "models/a.onnx.data");
        var entry = hook["entry"].ToString();
        Assert.True(File.Exists(Path.Combine(Checkout.Root, entry.Split(' ')[0])));

        var repository = Repository("max-params: {limit: 1k}");
        var (code, output, _) = _shell.Run($"{_shell.Root}/{entry} models/mlp.onnx", repository);
        Assert.Equal(1, code);
        Assert.Contains("error max-params", output, StringComparison.Ordinal);
        Assert.Equal(0, _shell.Run($"{_shell.Root}/{entry} models/resnet20.onnx", Repository()).Code);
    }

    ActionRun Run(string repository, params (string Input, string Value)[] given)
    {
        // The checkout of the action holds what it names and the program as it is built, so that none is built here.
        foreach (var name in new[] { "action.yml", "global.json", "Directory.Build.props", "Directory.Packages.props" })
            File.Copy(Path.Combine(Checkout.Root, name), _shell.In(name), overwrite: true);
        Directory.CreateDirectory(_shell.In("src"));
        File.WriteAllText(_shell.In("src/a.cs"), "class A;");
        return new CompositeAction(_shell.In("action.yml")).Run(
            _shell.In(repository),
            Directory.CreateDirectory(_shell.In("runner")).FullName,
            given.ToDictionary(pair => pair.Input, pair => pair.Value));
    }

    string Repository(string rule = "max-params: {limit: 1G}")
    {
        var name = $"repository{Guid.NewGuid():n}";
        _shell.Do($"""
            git init --quiet {name} && cd {name} && mkdir models
            cp "$ONNXZC"/models/mlp.onnx "$ONNXZC"/models/resnet20.onnx models
            printf 'rules:\n  {rule}\n' >onnxzc.yaml
            git add . && git commit --quiet --message 'Models'
            """);
        return name;
    }
}
