namespace OnnxZc.Passes;

/// <summary>What to keep of a pass; everything is reduced as soon as it exists.</summary>
[Flags]
public enum Capture
{
    /// <summary>Nothing but the outputs.</summary>
    None = 0,

    /// <summary>The gradient of the objective by every layer's weight.</summary>
    WeightGradients = 1,

    /// <summary>
    /// Per layer, sample and channel: the sum over positions of output times the objective's gradient by it.
    /// </summary>
    OutputSaliency = 2,

    /// <summary>How many rectified units agree between each two samples (<see cref="ActivationKernel"/>).</summary>
    ActivationKernel = 4,
}
