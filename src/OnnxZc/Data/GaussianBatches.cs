namespace OnnxZc.Data;

/// <summary>
/// Values from the seed: samples are standard normal (of the stream <c>data:input</c>; <c>data:NAME</c> where a model
/// has several inputs), ids are below the rows of their table, masks are ones. No labels.
/// </summary>
public sealed class GaussianBatches : IBatchSource
{
    internal const int DefaultBatchSize = 16;

    /// <inheritdoc/>
    public string Fingerprint => "noise";

    /// <inheritdoc/>
    public bool IsSeeded => true;

    /// <inheritdoc/>
    public bool IsMadeToFit => true;

    /// <inheritdoc/>
    public Batch Read(BatchRequest request) => new(
        request.Inputs.ToDictionary(
            input => input.Name,
            input => DrawnInputs.Draw(input, request, request.BatchSize ?? DefaultBatchSize)),
        Labels: null);
}
