using OnnxZc.Graphs.Inputs;

namespace OnnxZc.Data;

/// <summary>Samples of ones, and everything else as <see cref="GaussianBatches"/> has it. No labels.</summary>
sealed class OnesBatches : IBatchSource
{
    /// <inheritdoc/>
    public string Fingerprint => "ones";

    /// <summary>Its labels are drawn.</summary>
    public bool IsSeeded => true;

    /// <inheritdoc/>
    public bool IsMadeToFit => true;

    /// <inheritdoc/>
    public Batch Read(BatchRequest request)
    {
        var size = request.BatchSize ?? GaussianBatches.DefaultBatchSize;
        return new(
            request.Inputs.ToDictionary(
                input => input.Name,
                input => request.UseOf(input).Kind == InputKind.Samples
                    ? DrawnInputs.Ones(input, request, size)
                    : DrawnInputs.Draw(input, request, size)),
            Labels: null);
    }
}
