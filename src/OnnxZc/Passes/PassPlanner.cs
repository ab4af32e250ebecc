using OnnxZc.Networks;

namespace OnnxZc.Passes;

/// <summary>Turns what proxies declare into the fewest executions that serve them all.</summary>
static class PassPlanner
{
    /// <param name="readers">What each proxy declares.</param>
    /// <param name="hasBatchNorm">Without BatchNormalization, both kinds of statistics give one pass.</param>
    /// <param name="mode">What passes over the batch normalise by.</param>
    /// <param name="runtimeForward">Whether forward passes may run on ONNX Runtime.</param>
    public static PassPlan Plan(
        IEnumerable<(string Name, IReadOnlyList<PassNeed> Needs)> readers,
        bool hasBatchNorm,
        BatchNormMode mode,
        bool runtimeForward = true)
    {
        var needs = readers
            .SelectMany(reader => reader.Needs.Select(need => (reader.Name, Need: need)))
            .Select(item => (item.Name, Pass: Normalised(item.Need.Pass, hasBatchNorm, mode), item.Need.Capture))
            .ToArray();
        var gradients = needs.Select(need => need.Pass).Where(pass => pass.NeedsGradient).ToHashSet();

        var passes = needs
            .GroupBy(need => Shared(need.Pass, gradients))
            .Select(group => new PlannedPass(
                group.Key,
                group.Aggregate(Capture.None, (union, need) => union | need.Capture),
                group.Key.NeedsGradient || !runtimeForward ? Engine.Torch : Engine.OnnxRuntime,
                [.. group.Select(need => need.Name).Distinct()]))
            .OrderBy(pass => pass.Pass.NeedsGradient);
        return new([.. passes], pass => Shared(Normalised(pass, hasBatchNorm, mode), gradients));
    }

    static Pass Normalised(Pass pass, bool hasBatchNorm, BatchNormMode mode) =>
        pass.Normalisation == Normalisation.Batch && (!hasBatchNorm || mode == BatchNormMode.Running)
            ? pass with { Normalisation = Normalisation.Running }
            : pass;

    // A forward pass is part of any gradient pass with the same normalisation.
    static Pass Shared(Pass pass, HashSet<Pass> gradients) => pass.NeedsGradient
        ? pass
        : gradients.FirstOrDefault(gradient => gradient.Normalisation == pass.Normalisation, pass);
}
