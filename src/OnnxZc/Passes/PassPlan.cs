using System.Collections.Immutable;

namespace OnnxZc.Passes;

/// <summary>Which engine runs a pass.</summary>
enum Engine
{
    /// <summary>The rebuilt network in libtorch.</summary>
    Torch,

    /// <summary>The file's graph in ONNX Runtime.</summary>
    OnnxRuntime,
}

/// <summary>A pass that will be run once.</summary>
/// <param name="Pass">The pass in its canonical form.</param>
/// <param name="Capture">The union of what its readers want.</param>
/// <param name="Engine">Where it runs.</param>
/// <param name="Readers">Names of the proxies that read it.</param>
sealed record PlannedPass(Pass Pass, Capture Capture, Engine Engine, ImmutableArray<string> Readers)
{
    public override string ToString() =>
        $"{(Engine == Engine.Torch ? "libtorch" : "ONNX Runtime")}: {Pass}; read by {string.Join(", ", Readers)}";
}

/// <summary>The passes of one scoring, cheapest first.</summary>
/// <param name="Passes">The passes.</param>
/// <param name="Canonical">The executed pass that stands for a declared one.</param>
sealed record PassPlan(ImmutableArray<PlannedPass> Passes, Func<Pass, Pass> Canonical);
