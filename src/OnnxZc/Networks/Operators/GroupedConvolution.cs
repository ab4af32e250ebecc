using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>
/// Convolutions of groups in double precision, as products of matrices: libtorch has no kernel for them and runs group
/// by group, which takes a depthwise layer of one sample longer than a whole batch in single precision.
/// </summary>
static class GroupedConvolution
{
    // An element is there once for each tap that reads it, and autograd keeps that: 64 MiB.
    const double MostColumns = 1 << 23;

    /// <summary>Whether to go this way.</summary>
    public static bool Serves(Tensor x, Window window, long groups) =>
        groups > 1 && x.ndim == 4 && x.dtype == torch.float64 && x.device.type == DeviceType.CPU
        && (double)x.numel() * Area(window.Kernel) / Area(window.Strides) <= MostColumns;

    /// <summary>The convolution of an input with two spatial dimensions.</summary>
    public static Tensor Convolve(Tensor x, Tensor weight, Tensor? bias, Window window, long[] padding, long groups)
    {
        var (samples, outputs, taps) = (x.shape[0], weight.shape[0], weight.shape[1] * Area(window.Kernel));
        var columns = F.unfold(
            x, Pair(window.Kernel), Pair(window.Dilations), Pair(padding), Pair(window.Strides));
        var result = weight.reshape(groups, outputs / groups, taps)
            .matmul(columns.reshape(samples, groups, taps, columns.shape[2]))
            .reshape(samples, outputs, Positions(0), Positions(1));
        return bias is null ? result : result + bias.reshape(-1, 1, 1);

        long Positions(int axis) =>
            ((x.shape[2 + axis] + (2 * padding[axis]) - window.Extent(axis)) / window.Strides[axis]) + 1;
    }

    static long Area(long[] sizes) => sizes[0] * sizes[1];

    static (long, long) Pair(long[] values) => (values[0], values[1]);
}
