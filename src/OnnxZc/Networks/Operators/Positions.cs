using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Indices into a tensor as positions in its row-major order.</summary>
static class Positions
{
    /// <summary>Indices along an axis of <paramref name="size"/>, negative ones counted from its end.</summary>
    public static Tensor Wrap(Tensor index, long size)
    {
        var wide = index.to_type(torch.int64);
        return torch.where(wide < 0, wide + size, wide);
    }

    /// <summary>
    /// The position of each tuple, a row of the last dimension of <paramref name="tuples"/>, in a tensor of
    /// <paramref name="shape"/>.
    /// </summary>
    public static Tensor OfTuples(Tensor tuples, ReadOnlySpan<long> shape)
    {
        var linear = tuples.select(-1, 0).zeros_like(torch.int64);
        for (var i = 0; i < shape.Length; i++)
            linear = (linear * shape[i]) + Wrap(tuples.select(-1, i), shape[i]);
        return linear;
    }

    /// <summary>
    /// The position of each element of <paramref name="index"/>, which holds the coordinate along
    /// <paramref name="axis"/>; the others are its own.
    /// </summary>
    public static Tensor OfElements(Tensor index, long axis, ReadOnlySpan<long> shape)
    {
        var linear = index.zeros_like();
        for (var i = 0; i < shape.Length; i++)
            linear = (linear * shape[i]) + (i == axis ? index : Along(index, i));
        return linear.reshape(-1);
    }

    /// <summary>0, 1, ... along an axis, shaped to broadcast over <paramref name="tensor"/>.</summary>
    public static Tensor Along(Tensor tensor, int axis)
    {
        var shape = new long[tensor.ndim];
        Array.Fill(shape, 1);
        shape[axis] = tensor.shape[axis];
        return torch.arange(tensor.shape[axis], dtype: torch.int64, device: tensor.device).reshape(shape);
    }
}
