namespace OnnxZc.Passes.Captures;

/// <summary>How many ways of switching there are.</summary>
/// <param name="Samples">Among the samples, over all units.</param>
/// <param name="Units">Among the units, over all samples.</param>
public sealed record PatternCounts(int Samples, int Units);
