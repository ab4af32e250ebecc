using System.Collections.Immutable;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>Positions of elements in row-major tensors.</summary>
static class Strides
{
    /// <summary>How far apart neighbours along each axis are.</summary>
    public static long[] Of(ImmutableArray<long> shape)
    {
        var strides = new long[shape.Length];
        var next = 1L;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = next;
            next *= shape[i];
        }

        return strides;
    }

    /// <summary>
    /// The strides with which a tensor of <paramref name="shape"/> is read as the broadcast <paramref name="target"/>.
    /// </summary>
    public static long[] Stretched(ImmutableArray<long> shape, ImmutableArray<long> target)
    {
        var own = Of(shape);
        var missing = target.Length - shape.Length;
        return [.. target.Select((_, i) => i < missing || shape[i - missing] == 1 ? 0 : own[i - missing])];
    }

    /// <summary>For each element of <paramref name="shape"/>, row-major, its position under these strides.</summary>
    public static long[] Walk(ImmutableArray<long> shape, long[] strides, long start = 0)
    {
        var positions = new long[TensorData.CountOf(shape)];
        var index = new long[shape.Length];
        var position = start;
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = position;
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                position += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                position -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return positions;
    }
}
