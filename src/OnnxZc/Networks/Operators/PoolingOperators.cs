using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Averages, norms and totals over sliding windows, or over all positions, of each channel.</summary>
static class PoolingOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("AveragePool", [7, 10, 11, 19, 22], AveragePool);
        table.Add("LpPool", [2, 11, 18, 22], LpPool);
        table.Add("GlobalAveragePool", [1, 22], call => call[0].mean(Spatial(call[0]), keepdim: true));
        table.Add("GlobalMaxPool", [1, 22], call => call[0].amax(Spatial(call[0]), keepdim: true));
        table.Add("GlobalLpPool", [2, 22], call =>
            Norm(call, call[0], powers => powers.sum(Spatial(call[0]), keepdim: true)));
    }

    /// <summary>The window of a pool.</summary>
    public static Window WindowOf(OperatorCall call) =>
        Window.Of(call, [.. call.Attributes.Ints("kernel_shape")], [.. call[0].shape.Skip(2)]);

    public static bool IsCeil(OperatorCall call) => call.Attributes.Int("ceil_mode", 0) != 0;

    /// <summary>Whether libtorch takes this padding: equal on both sides, at most half the kernel.</summary>
    public static bool IsPlain(Window window) =>
        window.IsSymmetric && window.PadsBegin.Zip(window.Kernel).All(pair => pair.First * 2 <= pair.Second);

    static long[] Spatial(Tensor x) => [.. Enumerable.Range(2, (int)x.ndim - 2).Select(axis => (long)axis)];

    static Tensor AveragePool(OperatorCall call)
    {
        var (x, window) = (call[0], WindowOf(call));
        var countPads = call.Attributes.Int("count_include_pad", 0) != 0;
        if (IsPlain(window) && window.Dilations.All(dilation => dilation == 1))
            return Average(call, x, window, countPads);

        // Padding counts when asked for, but never what rounding up adds behind it.
        var fit = Fitted(call, x, window);
        var counted = torch.ones([1, 1, .. x.shape[2..]], dtype: x.dtype, device: x.device);
        if (countPads)
            counted = F.pad(counted, window.TorchPads(), PaddingModes.Constant, 1);
        var rest = countPads ? fit.Beyond(window) : fit;
        return Sum(call, F.pad(x, fit.TorchPads()), fit) / Sum(call, F.pad(counted, rest.TorchPads()), fit);
    }

    static Tensor Average(OperatorCall call, Tensor x, Window window, bool countPads) => window.Rank switch
    {
        1 => F.avg_pool1d(x, window.Kernel[0], window.Strides[0], window.PadsBegin[0], IsCeil(call), countPads),
        2 => F.avg_pool2d(x, window.Kernel, window.Strides, window.PadsBegin, IsCeil(call), countPads),
        3 => F.avg_pool3d(x, window.Kernel, window.Strides, window.PadsBegin, IsCeil(call), countPads),
        _ => throw call.Unsupported($"a pool over {window.Rank} dimensions"),
    };

    static Tensor LpPool(OperatorCall call)
    {
        var (x, window) = (call[0], WindowOf(call));
        var fit = Fitted(call, x, window);
        return Norm(call, x, powers => Sum(call, F.pad(powers, fit.TorchPads()), fit));
    }

    // The root's slope is infinite at 0: there the result is 0 by another way, with slope 0.
    static Tensor Norm(OperatorCall call, Tensor x, Func<Tensor, Tensor> sum)
    {
        double p = call.Attributes.Int("p", 2);
        if (p == 1)
            return sum(x.abs());
        var total = sum(p % 2 == 0 ? x.pow(p) : x.abs().pow(p));
        var isZero = total == 0;
        return total.masked_fill(isZero, 1).pow(1 / p).masked_fill(isZero, 0);
    }

    static Window Fitted(OperatorCall call, Tensor x, Window window) =>
        IsCeil(call) ? window.RoundedUp(x.shape[2..]) : window;

    /// <summary>The sums over the windows: a convolution of each channel alone with ones.</summary>
    static Tensor Sum(OperatorCall call, Tensor padded, Window window)
    {
        var (n, c) = (padded.shape[0], padded.shape[1]);
        var ones = torch.ones([1, 1, .. window.Kernel], dtype: padded.dtype, device: padded.device);
        var alone = padded.reshape([n * c, 1, .. padded.shape[2..]]);
        var sums = ConvolutionOperators.Convolve(call, alone, ones, null, window, new long[window.Rank], 1);
        return sums.reshape([n, c, .. sums.shape[2..]]);
    }
}
