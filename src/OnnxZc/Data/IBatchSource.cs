using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>Where a batch of samples comes from.</summary>
public interface IBatchSource
{
    /// <summary>
    /// What goes into the settings fingerprint, such as <c>noise</c> or <c>npz:3fa9…</c> (a hash of the content).
    /// </summary>
    string Fingerprint { get; }

    /// <summary>Whether another seed gives other samples or labels.</summary>
    /// <exception cref="DataException">The source itself cannot be read.</exception>
    bool IsSeeded { get; }

    /// <summary>Whether samples are made in whatever shape the model takes, rather than read.</summary>
    bool IsMadeToFit => false;

    /// <summary>Reads or draws one batch for a model.</summary>
    /// <exception cref="ModelException">
    /// <see cref="ModelErrorCode.DataMismatch"/> or <see cref="ModelErrorCode.ShapeMismatch"/>: the data does not fit
    /// the model's inputs, or a free dimension has no size.
    /// </exception>
    /// <exception cref="DataException">The source itself cannot be read.</exception>
    Batch Read(BatchRequest request);
}
