using OnnxZc.Networks;

namespace OnnxZc.Passes.Planning;

/// <summary>Turns what proxies declare into the fewest executions that serve them all.</summary>
static class PassPlanner
{
    /// <param name="readers">What each proxy declares.</param>
    /// <param name="hasBatchNorm">Without BatchNormalization, all kinds of statistics give one pass.</param>
    /// <param name="mode">What passes by the batch's statistics normalise by.</param>
    /// <param name="runtimeForward">Whether forward passes may run on ONNX Runtime.</param>
    public static PassPlan Plan(
        IEnumerable<(string Name, IReadOnlyList<PassNeed> Needs)> readers,
        bool hasBatchNorm,
        BatchNormMode mode,
        bool runtimeForward = true)
    {
        var passes = readers
            .SelectMany(reader => reader.Needs.Select(need => (
                reader.Name, Need: need with { Pass = Canonical(need.Pass, hasBatchNorm, mode) })))
            .GroupBy(item => item.Need.Pass with { Objective = Objective.None })
            .Select(group => new PlannedPass(
                group.Key,
                [.. group.Select(item => item.Need).Distinct()],
                runtimeForward && group.All(item => MayRunInRuntime(item.Need)) ? Engine.OnnxRuntime : Engine.Torch,
                [.. group.Select(item => item.Name).Distinct()]))
            .OrderBy(pass => pass.Forward.Weights)
            .ThenBy(pass => pass.Forward.Precision)
            .ThenBy(pass => pass.Objectives.Any());
        return new([.. passes], pass => Canonical(pass, hasBatchNorm, mode));
    }

    static bool MayRunInRuntime(PassNeed need) => need.Capture.IsHost && need.Pass is
    {
        Objective: Objective.None, Weights: PassWeights.Given, Precision: null,
        Normalisation: Normalisation.Batch or Normalisation.Running,
    };

    static Pass Canonical(Pass pass, bool hasBatchNorm, BatchNormMode mode) =>
        !hasBatchNorm || (pass.Normalisation == Normalisation.Batch && mode == BatchNormMode.Running)
            ? pass with { Normalisation = Normalisation.Running }
            : pass;
}
