namespace OnnxZc.Passes;

/// <summary>Which weights a pass runs on.</summary>
public enum PassWeights
{
    /// <summary>Those that are scored.</summary>
    Given,

    /// <summary>The absolute values of all parameters, statistics and buffers.</summary>
    Absolute,

    /// <summary>
    /// Standard normal convolution and linear weights from streams <c>zen:NAME</c>, biases 0, normalisations reset.
    /// </summary>
    Gaussian,
}
