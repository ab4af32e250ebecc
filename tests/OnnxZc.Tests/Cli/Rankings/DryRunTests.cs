using System.Globalization;
using System.Text.RegularExpressions;
using OnnxZc.Cli;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli.Rankings;

[Collection(AloneCollection.Name)]
public sealed partial class DryRunTests : IDisposable
{
    static readonly string[] Models = [RealSession.Model("mlp.onnx"), RealSession.Model("resnet20.onnx")];

    readonly TempFolder _folder = new();

    string Store => _folder.PathOf("scores.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void DryRun_WithoutAStore_TellsWhatExplainDoesAndMakesNoFile()
    {
        var session = Run([.. Models, "-p", "snip,synflow,vote", "--store", Store]);
        Assert.True(session.Code == ExitCode.Ok, session.Error);
        Assert.StartsWith("models  2: 2 to score, 0 known, 0 that cannot be scored\n", session.Out);
        // Of each snip, synflow, jacob_cov, which vote needs, and the two sizes.
        Assert.Contains("\nscores  10: 10 to compute, 0 in ", session.Out);
        Assert.EndsWith("\nNothing was scored.\n", session.Out);
        Assert.Empty(Directory.GetFiles(_folder.Root));
        // Both are rounded to hundredths, that of each model there and the sum here.
        Assert.Equal(Models.Sum(CostByExplain), Number(Cost(), session.Out), 0.015);
        Assert.Matches(@"\nlibtorch: .*\+ backward of the loss.* 2 .* snip, jacob_cov\n", session.Out);
    }

    [Fact]
    public void DryRun_WithScoresInTheStore_CountsThemAndLeavesThemAlone()
    {
        var first = RealSession.Run(
            RealSession.Isolated, ["rank", Models[0], "-p", "snip", "--batch-size", "2", "--store", Store]);
        Assert.True(first.Code == ExitCode.Ok, first.Error);
        var bytes = File.ReadAllBytes(Store);
        var session = Run([.. Models, "-p", "snip", "--store", Store]);
        Assert.StartsWith("models  2: 1 to score, 1 known, 0 that cannot be scored\n", session.Out);
        Assert.Contains($"\nscores  6: 3 to compute, 3 in {Store}, 0 without", session.Out);
        session = Run([.. Models, "-p", "snip,synflow", "--store", Store]);
        Assert.StartsWith("models  2: 2 to score, 0 known", session.Out);
        Assert.Contains("\nscores  8: 5 to compute, 3 in", session.Out);
        Assert.Contains("all scores again", Run([.. Models, "-p", "snip", "--help"]).Out);
        Assert.Contains("6 to compute, 0 in", Run([.. Models, "-p", "snip", "--store", Store, "--no-cache"]).Out);
        Assert.Equal(bytes, File.ReadAllBytes(Store));
        Assert.Equal([Store], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void DryRun_ModelThatCannotBeRead_IsTold()
    {
        var bad = _folder.Write("bad.onnx", "no model"u8.ToArray());
        var session = Run([Models[0], bad, "-p", "snip"]);
        Assert.Equal(ExitCode.Partial, session.Code);
        Assert.StartsWith("models  2: 1 to score, 0 known, 1 that cannot be scored\n", session.Out);
        Assert.Contains("6: 3 to compute, 0 known, as there is no --store, 3 without a way to them", session.Out);
        Assert.Contains($"\n{bad}: ", session.Out);
    }

    [Fact]
    public void DryRun_TogetherWithEmit_IsRefused() => Assert.Equal(
        ExitCode.Usage, Run([Models[0], "--emit", "slurm", "--store", Store]).Code);

    static RealSession Run(string[] args) =>
        RealSession.Run(RealSession.Isolated, ["rank", .. args, "--batch-size", "2", "--dry-run"]);

    static double CostByExplain(string model)
    {
        string[] args = ["score", model, "-p", "snip,synflow,jacob_cov", "--batch-size", "2", "--explain"];
        var text = RealSession.Run(args).Out;
        return Number(AllPasses(), text);
    }

    static double Number(Regex pattern, string text) =>
        double.Parse(pattern.Match(text).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("all passes: cost ([0-9.]+)")]
    private static partial Regex AllPasses();

    [GeneratedRegex(@"\ncost\s+([0-9.]+) forward and backward passes")]
    private static partial Regex Cost();
}
