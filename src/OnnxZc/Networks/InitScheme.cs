namespace OnnxZc.Networks;

/// <summary>Where the weights come from.</summary>
public enum InitScheme
{
    /// <summary>The file's own weights.</summary>
    AsIs,

    /// <summary>PyTorch's defaults for convolutions and linear layers.</summary>
    Default,

    /// <summary>Normal with deviation sqrt(2 / fan-in) (He et al. 2015); biases as they are.</summary>
    Kaiming,

    /// <summary>
    /// Normal with deviation sqrt(2 / (fan-in + fan-out)) (Glorot and Bengio 2010); biases as they are.
    /// </summary>
    Xavier,

    /// <summary>Standard normal; biases 0.</summary>
    Normal,
}
