namespace OnnxZc.Passes.Captures;

/// <summary>What is summed over the elements of a layer's weight W and the gradient G by it.</summary>
public enum LayerSum
{
    /// <summary>The Euclidean norm of G.</summary>
    GradientNorm,

    /// <summary>Σ W·G.</summary>
    Product,

    /// <summary>Σ |W·G|.</summary>
    AbsoluteProduct,

    /// <summary>Σ |W·G| over the number of outputs, the weight's first dimension.</summary>
    AbsoluteProductPerOutput,

    /// <summary>Σ |W·G| over the standard deviation of |W·G|; the sum alone where there is no deviation.</summary>
    SignalToNoise,
}
