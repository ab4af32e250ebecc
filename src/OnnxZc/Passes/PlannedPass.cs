using System.Collections.Immutable;

namespace OnnxZc.Passes;

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
