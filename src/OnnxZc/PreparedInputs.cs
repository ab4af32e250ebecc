using System.Collections.Immutable;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc;

/// <summary>What goes into a model: the shape of every input, and a batch where one is read.</summary>
sealed record PreparedInputs
{
    readonly BatchRequest _request;
    readonly IBatchSource _data;

    /// <param name="request">What the model wants.</param>
    /// <param name="data">Where the batch comes from.</param>
    /// <param name="needsBatch">Whether one is read even where the shapes do not depend on it.</param>
    /// <exception cref="ModelException">Shapes or data do not fit the model.</exception>
    public PreparedInputs(BatchRequest request, IBatchSource data, bool needsBatch)
    {
        _request = request;
        _data = data;
        Batch = needsBatch || !data.IsMadeToFit ? Read(data, request) : null;
        Shapes = request.Inputs.ToDictionary(
            input => input.Name,
            input => Batch?.Inputs[input.Name].Shape ?? InputShapes.Of(
                input, request, request.BatchSize ?? GaussianBatches.DefaultBatchSize));
    }

    /// <summary>The batch; null when only the graph is read.</summary>
    public Batch? Batch { get; private init; }

    /// <summary>The shape of every input by its name, in the model's order.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<long>> Shapes { get; }

    /// <summary>A line per input: its type, its shape and what it takes.</summary>
    public IEnumerable<string> Lines => _request.Inputs.Select(input =>
        $"input '{input.Name}': {input.Type}[{string.Join(", ", Shapes[input.Name])}], {_request.UseOf(input)}");

    /// <summary>The same inputs with the batch that <paramref name="seed"/> draws.</summary>
    /// <exception cref="ModelException">The data does not fit the model.</exception>
    /// <exception cref="DataException">The data cannot be read.</exception>
    public PreparedInputs Drawn(long seed) =>
        Batch is null ? this : this with { Batch = Read(_data, _request with { Seed = seed }) };

    /// <summary>Noise of the same shapes, but of <paramref name="samples"/> samples.</summary>
    public Batch Probe(int samples) => Read(new GaussianBatches(), _request with
    {
        Inputs = [.. _request.Inputs.Select(input => input with
        {
            Shape = [.. Shapes[input.Name].Select((size, axis) =>
                axis == 0 && IsBatched(input) ? default : new Dimension(size))],
        })],
        BatchSize = samples,
    });

    static bool IsBatched(ValueInfo input) => !input.Shape.IsDefaultOrEmpty && input.Shape[0].Size is null;

    // Sources of data give single precision.
    static Batch Read(IBatchSource data, BatchRequest request)
    {
        var batch = data.Read(request with { Inputs = [.. request.Inputs.Select(FloatTypes.Single)] });
        return batch with
        {
            Inputs = request.Inputs.ToDictionary(
                input => input.Name, input => FloatTypes.Convert(batch.Inputs[input.Name], input.Type)),
        };
    }
}
