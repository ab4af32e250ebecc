using OnnxZc.Data;
using OnnxZc.Networks;
using OnnxZc.Passes.Planning;

namespace OnnxZc.Passes.Autograd;

/// <summary>One of the runs that a pass consists of.</summary>
/// <param name="Network">What runs.</param>
/// <param name="Plan">The pass.</param>
/// <param name="Captures">The captures at work.</param>
/// <param name="Run">Which run it is, from 0.</param>
/// <param name="Batch">What goes in.</param>
/// <param name="Share">The share of the whole batch's samples that go in, of which means are taken.</param>
sealed record PassRunStep(
    Network Network,
    PlannedPass Plan,
    IReadOnlyList<RunningCapture> Captures,
    int Run,
    Batch Batch,
    double Share = 1)
{
    /// <summary>By which weights any objective is differentiated.</summary>
    public GradientSources Sources =>
        Captures.Aggregate(GradientSources.None, (union, capture) => union | capture.Sources);

    /// <summary>The captures that want to see a value, by its name.</summary>
    public ILookup<string, RunningCapture> Watchers() => Captures
        .SelectMany(capture => (capture.Reduction?.Values ?? []).Distinct().Select(name => (name, capture)))
        .ToLookup(pair => pair.name, pair => pair.capture, StringComparer.Ordinal);
}
