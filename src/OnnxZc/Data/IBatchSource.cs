using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>Where a batch of samples comes from.</summary>
public interface IBatchSource
{
    /// <summary>
    /// What goes into the settings fingerprint, such as <c>noise</c> or <c>npz:3fa9…</c> (a hash of the content).
    /// </summary>
    string Fingerprint { get; }

    /// <summary>Reads or draws one batch for a model.</summary>
    /// <exception cref="ModelException">
    /// <see cref="ModelErrorCode.DataMismatch"/> or <see cref="ModelErrorCode.ShapeMismatch"/>: the data does not fit
    /// the model's inputs, or a free dimension has no size.
    /// </exception>
    /// <exception cref="DataException">The source itself cannot be read.</exception>
    Batch Read(BatchRequest request);
}

/// <summary>What a model wants of a batch source.</summary>
/// <param name="Inputs">The model's inputs; a dimension that is still free takes any size.</param>
/// <param name="BatchSize">Samples wanted; null for the source's own choice.</param>
/// <param name="Seed">The seed of anything random.</param>
/// <param name="Dimensions">Sizes for free dimensions by symbolic name.</param>
public sealed record BatchRequest(
    IReadOnlyList<ValueInfo> Inputs,
    int? BatchSize,
    long Seed,
    IReadOnlyDictionary<string, long> Dimensions);

/// <summary>One minibatch, independent of any engine.</summary>
/// <param name="Inputs">A tensor for every model input, by its name; samples along the first dimension.</param>
/// <param name="Labels">A class per sample, or null when the source has none.</param>
public sealed record Batch(IReadOnlyDictionary<string, TensorData> Inputs, long[]? Labels);

/// <summary>
/// A data source cannot be read: a missing file or key, a damaged container. The message names it and the way out.
/// </summary>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
