using System.Collections.Immutable;
using OnnxZc.Data;
using OnnxZc.Graphs;

namespace OnnxZc.Passes;

/// <summary>Parts of a batch.</summary>
static class SampleRange
{
    /// <summary>
    /// The samples from <paramref name="start"/> on of every input whose first dimension the graph leaves free.
    /// </summary>
    public static Batch Of(Graph graph, Batch batch, int start, int count) => batch with
    {
        Inputs = graph.Inputs.ToDictionary(
            input => input.Name,
            input => input.Shape.IsDefaultOrEmpty || input.Shape[0].Size is not null
                ? batch.Inputs[input.Name]
                : Rows(batch.Inputs[input.Name], start, count)),
    };

    static TensorData Rows(TensorData data, int start, int count)
    {
        if (data.Shape is not [var size, .. var rest] || size <= start || (start == 0 && size <= count))
            return data;
        ImmutableArray<long> shape = [Math.Min(count, size - start), .. rest];
        var row = (int)(data.Bytes.Length / size);
        return new(data.Type, shape, data.Bytes.Slice(start * row, (int)shape[0] * row));
    }
}
