namespace OnnxZc.Passes;

/// <summary>What a pass differentiates.</summary>
public enum Objective
{
    /// <summary>Nothing: the pass is a forward pass.</summary>
    None,

    /// <summary>A number made of one output; see <see cref="Passes.Loss"/>.</summary>
    Loss,

    /// <summary>The sum of all elements of that output.</summary>
    OutputSum,

    /// <summary>The sum over samples of the score of each one's own class.</summary>
    TrueClass,

    /// <summary>
    /// One after the other, the sum of the elements of each sample: N backward passes of one forward.
    /// </summary>
    EachSample,
}
