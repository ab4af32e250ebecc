namespace OnnxZc.Passes;

/// <summary>What a pass differentiates.</summary>
public enum Objective
{
    /// <summary>Nothing: the pass is a forward pass.</summary>
    None,

    /// <summary>The number made of one output, by default the cross-entropy of its logits; see <see cref="Passes.Loss"/>.
    /// </summary>
    Loss,
}
