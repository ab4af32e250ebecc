using OnnxZc.Cli;
using OnnxZc.Tests.Store;

namespace OnnxZc.Tests.Cli.Checks;

public sealed class CheckCommandTests
{
    const string Strict = "rules: {max-params: {limit: 1}}\n";

    [Fact]
    public void Check_ModelsThatKeepThePolicy_Passes()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", "rules: {max-params: {limit: 1M}}\n");
        Assert.True(folder.Run("check", "--static-only") == 0, folder.Out + folder.Error);
        Assert.Contains("2 models", folder.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ViolationOfAnErrorRule_ExitsWith1()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", Strict);
        Assert.Equal(1, folder.Run("check", "--static-only"));
        Assert.Equal(0, folder.Run("check", "--static-only", "--exit-zero"));
        Assert.Equal(0, folder.Run("check", "--static-only", "--fail-level", "off"));
    }

    [Fact]
    public void Check_Warning_FailsFromFailLevelWarnOn()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", "rules: {max-params: {limit: 1, level: warn}}\n");
        Assert.Equal(0, folder.Run("check", "--static-only"));
        Assert.Equal(1, folder.Run("check", "--static-only", "--fail-level", "warn"));
        folder.Write("onnxzc.yaml", "rules: {max-params: {limit: 1, level: warn}}\nfail-level: warn\n");
        Assert.Equal(1, folder.Run("check", "--static-only"));
        folder.Environment["ONNXZC_FAIL_LEVEL"] = "error";
        Assert.Equal(0, folder.Run("check", "--static-only"));
    }

    [Fact]
    public void Check_WrongPolicy_ExitsWith2AndThePlace()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", "rules:\n  max-parms: off\n");
        Assert.Equal(2, folder.Run("check"));
        Assert.Equal(
            "onnxzc: onnxzc.yaml:2:3: there is no rule 'max-parms'; did you mean 'max-params'?\n", folder.Error);
        Assert.Empty(folder.Out);
    }

    [Theory]
    [InlineData("settings: {batch-size: many}\n", "onnxzc.yaml:1:12: --batch-size takes a whole number")]
    [InlineData("settings: {proxies: [snip, snop]}\n", "1:12: there is no proxy 'snop'; did you mean 'snip'?")]
    [InlineData("settings: {data: nowhere}\n", "onnxzc.yaml:1:12: ")]
    [InlineData("settings: {bn: none}\n", "onnxzc.yaml:1:12: --bn takes batch or running")]
    [InlineData("settings: {draw: random}\n", "'noise' is no data set to draw from")]
    public void Check_SettingThatMeansNothing_ExitsWith2AndThePlace(string policy, string expected)
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", policy);
        Assert.Equal(2, folder.Run("check", "--static-only"));
        Assert.Contains(expected, folder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_PolicyThatIsNotThere_ExitsWith2()
    {
        using var folder = new CheckFolder();
        Assert.Equal(2, folder.Run("check"));
        Assert.Contains("onnxzc.yaml:1:1: the file cannot be read", folder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_GlobWithoutAMatch_ExitsWith3WhateverElseIsFound()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", "models: ['*.onnx', 'modles/*.onnx']\n" + Strict);
        Assert.Contains("empty-selection", folder.Found("--static-only"));
        Assert.Equal(3, folder.Run("check", "--static-only"));
        Assert.Equal(3, folder.Run("check", "--static-only", "--exit-zero"));
    }

    [Fact]
    public void Check_NoModelAtAll_ExitsWith3EvenIfTheRuleIsOff()
    {
        using var folder = new CheckFolder(models: 0);
        folder.Write("onnxzc.yaml", "rules: {empty-selection: off}\n");
        Assert.Equal(3, folder.Run("check", "--static-only"));
    }

    [Fact]
    public void Check_UnreadableModel_IsAFinding()
    {
        using var folder = new CheckFolder();
        folder.Write("broken.onnx", "hello");
        folder.Write("onnxzc.yaml", "");
        Assert.Equal(["readable broken.onnx"], folder.Found("--static-only"));
        Assert.Equal(1, folder.Run("check", "--static-only"));
    }

    [Fact]
    public void Check_ModelThatTakesTooLong_ExitsWith4AndOtherFindingsWith1()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", "settings: {timeout: 0.0001}\n");
        Assert.Equal(4, folder.Run("check", "--static-only"));
        Assert.Contains("--timeout", folder.Out, StringComparison.Ordinal);
        Assert.Equal(0, folder.Run("check", "--static-only", "--exit-zero"));
    }

    [Fact]
    public void Check_DefectOfTheLibrary_ExitsWith5()
    {
        using var folder = new CheckFolder
        {
            Backend = Backend.Library with { Scorer = _ => _ => throw new InvalidOperationException("broken") },
        };
        folder.Write("onnxzc.yaml", "settings: {proxies: params}\n");
        Assert.Equal(5, folder.Run("check"));
        Assert.Equal(5, folder.Run("check", "--exit-zero"));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("gitlab")]
    [InlineData("github")]
    [InlineData("markdown")]
    public void Check_EveryFormat_ExitsAlikeAndNamesTheRule(string format)
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", Strict);
        Assert.Equal(1, folder.Run("check", "--static-only", "--format", format));
        Assert.Contains("max-params", folder.Out, StringComparison.Ordinal);
        folder.Write("onnxzc.yaml", "models: [x]\n");
        Assert.Equal(3, folder.Run("check", "--static-only", "--format", format));
        folder.Write("onnxzc.yaml", "");
        Assert.Equal(0, folder.Run("check", "--static-only", "--format", format));
    }

    [Fact]
    public void Check_OutputsOfThePolicy_AreWrittenBesideIt()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", Strict + "outputs: {sarif: out.sarif, junit: out.xml}\n");
        Assert.Equal(1, folder.Run("check", "--static-only"));
        Assert.Contains("max-params", folder.Text("out.sarif"), StringComparison.Ordinal);
        Assert.Contains("max-params", folder.Text("out.xml"), StringComparison.Ordinal);
        Assert.Contains("max-params", folder.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NamedModels_AreCheckedAlone()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", Strict);
        Assert.Equal(["max-params m1.onnx"], folder.Found("--static-only", folder.PathOf("m1.onnx")));
        Assert.Equal(["readable gone.onnx"], folder.Found("--static-only", folder.PathOf("gone.onnx")));
    }

    [Fact]
    public void Check_Waivers_ExcuseUntilTheirDayAndForTheirFile()
    {
        using var folder = new CheckFolder(models: 1) { Clock = new ManualClock() };
        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.PathOf("m0.onnx"))));
        Assert.Empty(With("until: 2026-01-02"));
        Assert.Equal(["max-params m0.onnx", "expired-waiver"], With("until: 2026-01-01"));
        Assert.Empty(With($"sha256: {hash}"));
        Assert.Equal(["max-params m0.onnx", "stale-waiver"], With($"sha256: {new string('0', 64)}"));

        string[] With(string line)
        {
            folder.Write("onnxzc.yaml", $"""
                {Strict}
                waivers:
                  - rule: max-params
                    model: m0.onnx
                    reason: known
                    {line}
                """);
            return folder.Found("--static-only");
        }
    }

    [Fact]
    public void Check_WaiverOfARuleThatHolds_IsUnmatched()
    {
        using var folder = new CheckFolder(models: 1);
        folder.Write("onnxzc.yaml", """
            rules: {max-params: {limit: 1M}}
            waivers: [{rule: max-params, model: m0.onnx, reason: known}, {rule: readable, model: m9.onnx, reason: typo}]
            """);
        Assert.Equal(["unmatched-waiver"], folder.Found("--static-only"));
        Assert.Contains("m9.onnx", folder.Out, StringComparison.Ordinal);
        Assert.Equal(1, folder.Run("check", "--static-only", "--fail-level", "warn"));
    }

    [Fact]
    public void Check_Overrides_HoldForTheirModels()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", """
            rules: {max-params: {limit: 1}}
            overrides: [{models: m1.onnx, rules: {max-params: {limit: 1M}}}]
            """);
        Assert.Equal(["max-params m0.onnx"], folder.Found("--static-only"));
    }

    [Fact]
    public void Check_BrokenLockFile_ExitsWith2AndThePlace()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", "");
        folder.Write("onnxzc.lock.json", "{\n<<<<<<< ours\n");
        Assert.Equal(2, folder.Run("check", "--static-only"));
        Assert.Contains("onnxzc.lock.json:2:1: ", folder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WorkerThatHangs_IsLeftUncheckedAndTheRestIsJudged()
    {
        using var folder = new CheckFolder { Backend = RealSession.Isolated };
        folder.Write("onnxzc.yaml", "settings: {timeout: 0.3, workers: 1}\n");
        // The worker's start alone takes longer than that.
        Assert.Equal(4, folder.Run("check", "--format", "json"));
        Assert.Contains("not-checked", folder.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ARule_TellsAllOfIt()
    {
        using var folder = new CheckFolder(models: 0);
        Assert.Equal(0, folder.Exactly("explain", "score-regression"));
        Assert.Contains("relative", folder.Out, StringComparison.Ordinal);
        Assert.Equal(2, folder.Exactly("explain", "score-regresion"));
        Assert.Contains("did you mean 'score-regression'?", folder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ListRules_EveryRule_IsThere()
    {
        using var folder = new CheckFolder(models: 0);
        Assert.Equal(0, folder.Exactly("list", "rules", "--format", "json"));
        Assert.All(
            OnnxZc.Checks.RuleCatalog.Infos,
            rule => Assert.Contains($"\"{rule.Id}\"", folder.Out, StringComparison.Ordinal));
        Assert.Equal(0, folder.Exactly("list", "rules"));
        Assert.Contains("readable", folder.Out, StringComparison.Ordinal);
    }
}
