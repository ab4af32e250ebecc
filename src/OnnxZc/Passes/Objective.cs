namespace OnnxZc.Passes;

/// <summary>What a pass differentiates.</summary>
public enum Objective
{
    /// <summary>Nothing: the pass is a forward pass.</summary>
    None,

    /// <summary>A number made of one output; see <see cref="Passes.Loss"/>.</summary>
    Loss,
}
