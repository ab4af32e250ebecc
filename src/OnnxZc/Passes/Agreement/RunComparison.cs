using OnnxZc.Data;
using OnnxZc.Graphs;
using Outputs = System.Collections.Generic.IReadOnlyDictionary<string, OnnxZc.Graphs.TensorData>;

namespace OnnxZc.Passes.Agreement;

/// <summary>Compares what a model gives in several runs.</summary>
static class RunComparison
{
    /// <summary>How far outputs move between two runs on the same input.</summary>
    public static OutputDifference Repeated(Outputs first, Outputs second) => Largest(first.Select(output =>
    {
        var (one, other) = (output.Value, second[output.Key]);
        if (one.Shape.SequenceEqual(other.Shape) && one.Bytes.Span.SequenceEqual(other.Bytes.Span))
            return new OutputDifference(output.Key, 0);
        var (_, size) = ParityCheck.Difference(one.ToDoubles(), other.ToDoubles());
        // Zeros of both signs and numbers that are none are equal in size and differ in their bits.
        return new(output.Key, size == 0 ? double.Epsilon : size);
    }));

    /// <summary>
    /// How far the first and the last sample's outputs move when the sample is run alone; where the batch is fixed, how
    /// far the first sample's do when all others become like it.
    /// </summary>
    /// <param name="graph">The graph, which tells whether the batch is free.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="together">What they gave.</param>
    /// <param name="run">Runs others.</param>
    public static OutputDifference Batched(Graph graph, Batch batch, Outputs together, Func<Batch, Outputs> run)
    {
        var samples = (int)batch.Inputs[graph.Inputs[0].Name].Shape[0];
        if (samples == 1)
            return new("", 0);
        var isFree = graph.Inputs.Any(input => !input.Shape.IsDefaultOrEmpty && input.Shape[0].Size is null);
        return isFree
            ? Largest([Alone(0), Alone(samples - 1)])
            : Rows(together, run(Copied(batch, samples)), samples, 0, samples);

        OutputDifference Alone(int sample) =>
            Rows(together, run(SampleRange.Of(graph, batch, sample, 1)), samples, sample, 1);
    }

    /// <summary>The floating-point outputs with elements that are infinite or no number.</summary>
    public static IReadOnlyList<NonFiniteOutput> NonFinite(Outputs outputs) =>
    [
        .. outputs.Where(output => output.Value.IsFloat)
            .Select(output => (output.Key, Values: output.Value.ToDoubles()))
            .Select(output => new NonFiniteOutput(
                output.Key,
                output.Values.LongCount(double.IsNaN),
                output.Values.LongCount(double.IsInfinity),
                output.Values.Length))
            .Where(output => output.NaNs + output.Infinities > 0),
    ];

    // Row 'sample' of outputs of 'samples' rows beside row 0 of others of 'rows'. Labels, the outputs of integers,
    // change with the last bit of what they are chosen by.
    static OutputDifference Rows(Outputs together, Outputs others, int samples, int sample, int rows) =>
        Largest(together.Where(output => output.Value.IsFloat).Select(output =>
        {
            var (all, other) = (output.Value, others[output.Key]);
            if (all.Shape is not [var size, ..] || size != samples || other.Shape is not [var count, ..]
                || count != rows)
            {
                return new OutputDifference(output.Key, double.PositiveInfinity);
            }

            var (expected, actual) = (all.ToDoubles(), other.ToDoubles());
            var width = expected.Length / samples;
            var (difference, _) = ParityCheck.Difference(
                actual.AsSpan(0, Math.Min(width, actual.Length)), expected.AsSpan(sample * width, width));
            var scale = expected.Where(double.IsFinite).Select(Math.Abs).Append(0).Max();
            return new(output.Key, scale == 0 ? difference : difference / scale);
        }));

    static Batch Copied(Batch batch, int samples) => batch with
    {
        Inputs = batch.Inputs.ToDictionary(pair => pair.Key, pair => Copied(pair.Value, samples)),
    };

    static TensorData Copied(TensorData data, int samples)
    {
        if (data.Shape is not [var size, ..] || size != samples)
            return data;
        var row = data.Bytes.Length / samples;
        var bytes = new byte[data.Bytes.Length];
        for (var i = 0; i < samples; i++)
            data.Bytes.Span[..row].CopyTo(bytes.AsSpan(i * row));
        return new(data.Type, data.Shape, bytes);
    }

    static OutputDifference Largest(IEnumerable<OutputDifference> differences) => differences
        .Append(new("", 0))
        .MaxBy(difference => double.IsNaN(difference.Size) ? double.PositiveInfinity : difference.Size)!;
}
