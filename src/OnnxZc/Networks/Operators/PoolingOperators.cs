using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Reductions over sliding windows, or over all positions, of each channel.</summary>
static class PoolingOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("MaxPool", [1, 8, 10, 11, 12, 22], MaxPool);
        table.Add("AveragePool", [7, 10, 11, 19, 22], AveragePool);
        table.Add("GlobalAveragePool", [1, 22], call => call[0].mean(Spatial(call[0]), keepdim: true));
        table.Add("GlobalMaxPool", [1, 22], call => call[0].amax(Spatial(call[0]), keepdim: true));
    }

    static long[] Spatial(Tensor x) => [.. Enumerable.Range(2, (int)x.ndim - 2).Select(axis => (long)axis)];

    static Window WindowOf(OperatorCall call) =>
        Window.Of(call, [.. call.Attributes.Ints("kernel_shape")], [.. call[0].shape.Skip(2)]);

    static bool IsCeil(OperatorCall call) => call.Attributes.Int("ceil_mode", 0) != 0;

    static Tensor MaxPool(OperatorCall call)
    {
        if (call.Node.Outputs.Length > 1)
            throw call.Unsupported("the indices output");
        var window = WindowOf(call);
        var x = call[0];
        var padding = window.PadsBegin;
        // libtorch takes only equal padding of at most half the kernel; -inf elsewhere never wins.
        if (!window.IsSymmetric || window.PadsBegin.Zip(window.Kernel).Any(pair => pair.First * 2 > pair.Second))
        {
            x = F.pad(x, window.TorchPads(), PaddingModes.Constant, double.NegativeInfinity);
            padding = new long[window.Rank];
        }

        return window.Rank switch
        {
            1 => F.max_pool1d(x, window.Kernel[0], window.Strides[0], padding[0], window.Dilations[0], IsCeil(call)),
            2 => F.max_pool2d(x, window.Kernel, window.Strides, padding, window.Dilations, IsCeil(call)),
            3 => F.max_pool3d(x, window.Kernel, window.Strides, padding, window.Dilations, IsCeil(call)),
            _ => throw call.Unsupported($"a pool over {window.Rank} dimensions"),
        };
    }

    static Tensor AveragePool(OperatorCall call)
    {
        var window = WindowOf(call);
        if (window.Dilations.Any(dilation => dilation != 1))
            throw call.Unsupported("a dilated average");
        var x = call[0];
        var countPads = call.Attributes.Int("count_include_pad", 0) != 0;
        var fits = window.IsSymmetric && window.PadsBegin.Zip(window.Kernel).All(pair => pair.First * 2 <= pair.Second);
        if (fits)
            return Average(call, x, window, window.PadsBegin, countPads);

        var padded = F.pad(x, window.TorchPads());
        var none = new long[window.Rank];
        var sum = Average(call, padded, window, none, true);
        if (countPads)
            return sum;
        var share = Average(call, F.pad(torch.ones_like(x), window.TorchPads()), window, none, true);
        return sum / share;
    }

    static Tensor Average(OperatorCall call, Tensor x, Window window, long[] padding, bool countPads) =>
        window.Rank switch
        {
            1 => F.avg_pool1d(x, window.Kernel[0], window.Strides[0], padding[0], IsCeil(call), countPads),
            2 => F.avg_pool2d(x, window.Kernel, window.Strides, padding, IsCeil(call), countPads),
            3 => F.avg_pool3d(x, window.Kernel, window.Strides, padding, IsCeil(call), countPads),
            _ => throw call.Unsupported($"a pool over {window.Rank} dimensions"),
        };
}
