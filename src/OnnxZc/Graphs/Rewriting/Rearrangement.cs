using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>Kernels that move elements without changing them.</summary>
static class Rearrangement
{
    static readonly string[] Renaming = ["Flatten", "Identity", "Reshape", "Squeeze", "Unsqueeze"];

    /// <summary>The family's kernels by operator type.</summary>
    public static IEnumerable<(string Type, ConstantKernel Kernel)> Kernels =>
    [
        .. Renaming.Select(type => (type, new ConstantKernel((op, o) => [op.Constant(0)!.Reshape(o[0].Shape)]))),
        ("Concat", Concat),
        ("Expand", (op, o) => [Stretch(op.Constant(0)!, o[0].Shape)]),
        ("Slice", Slice),
        ("Split", Split),
        ("Tile", Tile),
        ("Transpose", Transpose),
    ];

    /// <summary>A tensor broadcast to <paramref name="target"/>.</summary>
    public static TensorData Stretch(TensorData source, ImmutableArray<long> target) =>
        Elements.Picked(source, target, Strides.Walk(target, Strides.Stretched(source.Shape, target)));

    static TensorData[] Transpose(Operation op, ImmutableArray<TensorShape> outputs)
    {
        var strides = Strides.Of(op.Shape(0));
        long[] permuted = [.. Permuting.Permutation(op).Select(axis => strides[axis])];
        return [Elements.Picked(op.Constant(0)!, outputs[0].Shape, Strides.Walk(outputs[0].Shape, permuted))];
    }

    static TensorData[]? Slice(Operation op, ImmutableArray<TensorShape> outputs)
    {
        if (Slicing.Ranges(op) is not { } ranges)
            return null;
        var own = Strides.Of(op.Shape(0));
        var start = ranges.Select((range, i) => range.Start * own[i]).Sum();
        long[] strides = [.. ranges.Select((range, i) => range.Count > 1 ? range.Step * own[i] : 0)];
        return [Elements.Picked(op.Constant(0)!, outputs[0].Shape, Strides.Walk(outputs[0].Shape, strides, start))];
    }

    static TensorData[] Split(Operation op, ImmutableArray<TensorShape> outputs)
    {
        var input = op.Shape(0);
        var axis = op.Axis(op.Attributes.Int("axis", 0), input);
        var strides = Strides.Of(input);
        var start = 0L;
        var parts = new TensorData[outputs.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var shape = outputs[i].Shape;
            parts[i] = Elements.Picked(op.Constant(0)!, shape, Strides.Walk(shape, strides, start * strides[axis]));
            start += shape[axis];
        }

        return parts;
    }

    static TensorData[] Tile(Operation op, ImmutableArray<TensorShape> outputs)
    {
        var (input, shape) = (op.Shape(0), outputs[0].Shape);
        var (own, whole) = (Strides.Of(input), Strides.Of(shape));
        long[] positions =
        [
            .. Strides.Walk(shape, whole).Select(position => Enumerable.Range(0, shape.Length).Sum(
                axis => position / whole[axis] % shape[axis] % input[axis] * own[axis])),
        ];
        return [Elements.Picked(op.Constant(0)!, shape, positions)];
    }

    static TensorData[] Concat(Operation op, ImmutableArray<TensorShape> outputs)
    {
        var axis = op.Axis(op.Attributes.Int("axis", 1), op.Shape(0));
        var size = TensorData.SizeOf(outputs[0].Type);
        var rows = TensorData.CountOf(outputs[0].Shape[..axis]);
        var bytes = new byte[outputs[0].Count * size];
        var rowBytes = rows == 0 ? 0 : bytes.Length / (int)rows;
        var offset = 0;
        for (var i = 0; i < op.InputCount; i++)
        {
            var part = op.Constant(i)!.Bytes.Span;
            var width = rows == 0 ? 0 : part.Length / (int)rows;
            for (var row = 0; row < rows; row++)
                part.Slice(row * width, width).CopyTo(bytes.AsSpan((row * rowBytes) + offset));
            offset += width;
        }

        return [new(outputs[0].Type, outputs[0].Shape, bytes)];
    }
}
