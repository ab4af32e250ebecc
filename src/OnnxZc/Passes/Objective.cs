namespace OnnxZc.Passes;

/// <summary>What a pass differentiates.</summary>
public enum Objective
{
    /// <summary>Nothing: the pass is a forward pass.</summary>
    None,

    /// <summary>The mean cross-entropy of the logits against the labels.</summary>
    Loss,
}
