using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>One minibatch, independent of any engine.</summary>
/// <param name="Inputs">A tensor for every model input, by its name; samples along the first dimension.</param>
/// <param name="Labels">A class per sample, or null when the source has none.</param>
public sealed record Batch(IReadOnlyDictionary<string, TensorData> Inputs, long[]? Labels)
{
    /// <summary>How many classes the source tells apart; null when it does not say.</summary>
    public int? Classes { get; init; }
}
