using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Policies;

public sealed class PolicyDraftTests
{
    static ModelSizes Sizes(string path, double parameters, double bytes, int opset = 17) => new(
        path,
        new Dictionary<string, double> { ["params"] = parameters, ["macs"] = 2 * parameters, ["bytes"] = bytes },
        opset);

    static Policy Read(string text)
    {
        using var folder = new TempFolder();
        var path = folder.Write("onnxzc.yaml", System.Text.Encoding.UTF8.GetBytes(text));
        return new PolicyReader(RuleCatalog.Infos, ["sarif"]).Read(path, "onnxzc.yaml");
    }

    [Theory]
    [InlineData(272_474, 340_600)]
    [InlineData(11_689_512, 14_700_000)]
    [InlineData(7, 8.75)]
    [InlineData(2_000_000_000, 2_500_000_000)]
    public void Of_Limits_AreAQuarterAboveTheLargestAtLeast(double parameters, double least)
    {
        var policy = Read(PolicyDraft.Of([Sizes("a.onnx", 1, 1), Sizes("b/c.onnx", parameters, parameters)]));
        foreach (var rule in new[] { "max-params", "max-file-size" })
        {
            var limit = policy.SettingsOf(RuleCatalog.Find(rule)!.Info, "a.onnx").Number("limit")!.Value;
            Assert.InRange(limit, Math.Min(least, parameters * 1.25), (parameters * 1.4) + 2);
        }
    }

    [Fact]
    public void Of_Globs_NameTheFoldersThatModelsLieIn()
    {
        var policy = Read(PolicyDraft.Of([Sizes("top.onnx", 1, 1), Sizes("it's/a/b.onnx", 1, 1, opset: 11)]));
        Assert.Equal(["*.onnx", "it's/**/*.onnx"], policy.Models.Select(glob => glob.Text));
        var range = policy.SettingsOf(RuleCatalog.Find("opset-range")!.Info, "a");
        Assert.Equal((11.0, 17.0), (range.Number("min"), range.Number("max")));
    }

    [Fact]
    public void Of_NoModels_IsAPolicyAllTheSame() =>
        Assert.Equal(Policy.EveryModel, Assert.Single(Read(PolicyDraft.Of([])).Models).Text);

    [Fact]
    public void Of_NameWithLineBreak_StaysInItsComment() =>
        Read(PolicyDraft.Of([Sizes("a\nrules: {}\n.onnx", 1, 1), Sizes("[x]/b.onnx", 1, 1)]));

    [Fact]
    public void Of_CommentedParts_AreWhatTheReaderTakes()
    {
        var draft = PolicyDraft.Of([Sizes("a.onnx", 1, 1)]);
        var whole = string.Join('\n', draft.Split('\n').Select(line =>
            line.StartsWith("#   ", StringComparison.Ordinal)
            || line is "# settings:" or "# overrides:" or "# waivers:" or "# outputs:"
                ? line[2..]
                : line));
        var policy = Read(whole);
        Assert.NotEmpty(policy.Settings);
        Assert.NotEmpty(policy.Overrides);
        Assert.NotEmpty(policy.Waivers);
        Assert.NotEmpty(policy.Outputs);
    }
}
