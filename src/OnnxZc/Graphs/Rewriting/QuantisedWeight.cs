using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// The float tensor that a constant stands for behind DequantizeLinear: a weight like any other, equal to what the node
/// computes.
/// </summary>
static class QuantisedWeight
{
    const int Block = 1 << 16;

    /// <summary>
    /// <c>(x - zero_point) · scale</c>, per tensor, axis or block; null where the node's inputs do not fit together.
    /// </summary>
    /// <param name="node">A DequantizeLinear node.</param>
    /// <param name="known">Tensors by name; all inputs of the node are among them.</param>
    public static TensorData? Value(Node node, IReadOnlyDictionary<string, TensorData> known)
    {
        if (!node.HasInput(0) || !node.HasInput(1))
            return null;
        var (data, scale) = (known[node.Inputs[0]], known[node.Inputs[1]]);
        var zeroPoint = node.Input(2) is { } name ? known[name] : null;
        var isWhole = data.IsInteger && data.Type != ElementType.UInt64 && scale.IsFloat
            && (zeroPoint is null || (zeroPoint.Type == data.Type && IsFitting(zeroPoint, scale)));
        if (!isWhole || StepsOf(node, data.Shape, scale.Shape) is not { } steps)
            return null;
        return Of(data, scale, zeroPoint?.ToInt64s() ?? [0], steps);
    }

    static bool IsFitting(TensorData zeroPoint, TensorData scale) =>
        zeroPoint.Count == 1 || zeroPoint.Count == scale.Count;

    static TensorData Of(TensorData data, TensorData scale, long[] zeroPoints, Steps steps)
    {
        var scales = Array.ConvertAll(scale.ToDoubles(), value => (float)value);
        var values = new float[data.Count];
        var size = TensorData.SizeOf(data.Type);
        for (var start = 0; start < values.Length; start += Block)
        {
            var count = Math.Min(Block, values.Length - start);
            var part = new TensorData(data.Type, [count], data.Bytes.Slice(start * size, count * size)).ToInt64s();
            for (var i = 0; i < count; i++)
            {
                var step = scales.Length == 1 ? 0 : steps.Of(start + i);
                values[start + i] = (part[i] - zeroPoints[zeroPoints.Length == 1 ? 0 : step]) * scales[step];
            }
        }

        return scale.Type == ElementType.Float32
            ? new(scale.Type, data.Shape, MemoryMarshal.AsBytes<float>(values).ToArray())
            : Elements.Of(new TensorShape(scale.Type, data.Shape), Array.ConvertAll(values, value => (double)value));
    }

    static Steps? StepsOf(Node node, ImmutableArray<long> shape, ImmutableArray<long> scale)
    {
        if (TensorData.CountOf(scale) == 1)
            return new Steps(1, 1, 1, 1);
        var axis = node.Attributes.Int("axis", 1);
        axis += axis < 0 ? shape.Length : 0;
        if (axis < 0 || axis >= shape.Length)
            return null;
        if (scale.Length == 1)
            return scale[0] == shape[(int)axis] ? Along(shape, (int)axis, 1) : null;
        var block = node.Attributes.Int("block_size", 0);
        var fits = block > 0 && scale.Length == shape.Length
            && scale.SequenceEqual(shape.Select((size, i) => i == axis ? (size + block - 1) / block : size));
        return fits ? Along(shape, (int)axis, block) with { HasOwnOuter = true } : null;
    }

    static Steps Along(ImmutableArray<long> shape, int axis, long block) => axis < shape.Length
        ? new(shape[axis], TensorData.CountOf(shape.Skip(axis + 1)), block, (shape[axis] + block - 1) / block)
        : new(1, 1, 1, 1);

    /// <summary>Which step of quantisation an element has.</summary>
    /// <param name="Size">The size of the axis.</param>
    /// <param name="Inner">The elements behind one position of the axis.</param>
    /// <param name="Block">Positions that share a step.</param>
    /// <param name="Count">Steps along the axis.</param>
    readonly record struct Steps(long Size, long Inner, long Block, long Count)
    {
        /// <summary>Whether every other position has steps of its own: blocked quantisation.</summary>
        public bool HasOwnOuter { get; init; }

        public long Of(long element)
        {
            var step = element / Inner % Size / Block;
            return HasOwnOuter ? (((element / Inner / Size * Count) + step) * Inner) + (element % Inner) : step;
        }
    }
}
