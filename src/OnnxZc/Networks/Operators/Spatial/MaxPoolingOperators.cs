using OnnxZc.Graphs;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Spatial;

/// <summary>The largest elements of sliding windows, where they stood, and their way back.</summary>
static class MaxPoolingOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.AddMany("MaxPool", [1, 8, 10, 11, 12, 22], MaxPool);
        table.Add("MaxUnpool", [9, 11, 22], MaxUnpool);
    }

    static Tensor[] MaxPool(OperatorCall call)
    {
        var x = call[0];
        if (!x.is_floating_point())
        {
            var (largest, found) = Pool(call, x.to_type(torch.float32));
            return Declared(call, largest.to_type(x.dtype), found);
        }

        var (output, indices) = Pool(call, x);
        return Declared(call, output, indices);
    }

    static Tensor[] Declared(OperatorCall call, Tensor output, Tensor? indices) =>
        indices is null ? [output] : [output, indices];

    static (Tensor Output, Tensor? Indices) Pool(OperatorCall call, Tensor x)
    {
        var (window, isCeil) = (PoolingOperators.WindowOf(call), PoolingOperators.IsCeil(call));
        var slid = window;
        var input = x;
        // -inf in the padding never wins.
        if (!PoolingOperators.IsPlain(window))
        {
            var fit = isCeil ? window.RoundedUp(x.shape[2..]) : window;
            input = F.pad(x, fit.TorchPads(), PaddingModes.Constant, double.NegativeInfinity);
            slid = window with { PadsBegin = new long[window.Rank] };
            isCeil = false;
        }

        if (call.Node.Outputs.Length < 2 || call.Node.Outputs[1].Length == 0)
            return (Largest(call, input, slid, isCeil), null);
        var (output, indices) = WithIndices(call, input, slid, isCeil);
        long[] shift = [.. window.PadsBegin.Zip(slid.PadsBegin, (all, own) => all - own)];
        return (output, Flat(call, x, indices, input.shape[2..], shift));
    }

    static Tensor Largest(OperatorCall call, Tensor x, Window window, bool isCeil) => window.Rank switch
    {
        1 => F.max_pool1d(
            x, window.Kernel[0], window.Strides[0], window.PadsBegin[0], window.Dilations[0], isCeil),
        2 => F.max_pool2d(x, window.Kernel, window.Strides, window.PadsBegin, window.Dilations, isCeil),
        3 => F.max_pool3d(x, window.Kernel, window.Strides, window.PadsBegin, window.Dilations, isCeil),
        _ => throw call.Unsupported($"a pool over {window.Rank} dimensions"),
    };

    static (Tensor Output, Tensor Indices) WithIndices(OperatorCall call, Tensor x, Window window, bool isCeil) =>
        window.Rank switch
        {
            1 => F.max_pool1d_with_indices(
                x, window.Kernel[0], window.Strides[0], window.PadsBegin[0], window.Dilations[0], isCeil),
            2 => F.max_pool2d_with_indices(
                x, window.Kernel, window.Strides, window.PadsBegin, window.Dilations, isCeil),
            3 => F.max_pool3d_with_indices(
                x, window.Kernel, window.Strides, window.PadsBegin, window.Dilations, isCeil),
            _ => throw call.Unsupported($"a pool over {window.Rank} dimensions"),
        };

    /// <summary>From positions in each (padded) channel to positions in the whole input.</summary>
    static Tensor Flat(OperatorCall call, Tensor x, Tensor indices, long[] slid, long[] shift)
    {
        var sizes = x.shape[2..];
        var isColumnMajor = call.Attributes.Int("storage_order", 0) != 0;
        var flat = torch.zeros_like(indices);
        var rest = indices;
        var stride = 1L;
        for (var i = slid.Length - 1; i >= 0; i--)
        {
            var position = rest.remainder(slid[i]) - shift[i];
            rest = rest.div(slid[i], torch.RoundingMode.floor);
            stride = TensorData.CountOf(isColumnMajor ? sizes[..i] : sizes[(i + 1)..]);
            flat += position * stride;
        }

        var channels = torch.arange(x.shape[0] * x.shape[1], device: x.device) * TensorData.CountOf(sizes);
        return flat + channels.reshape([x.shape[0], x.shape[1], .. sizes.Select(_ => 1L)]);
    }

    static Tensor MaxUnpool(OperatorCall call)
    {
        var x = call[0];
        var window = PoolingOperators.WindowOf(call);
        long[] natural = [x.shape[0], x.shape[1], .. Enumerable.Range(0, window.Rank).Select(i =>
            ((x.shape[i + 2] - 1) * window.Strides[i]) + window.Kernel[i] - window.PadsBegin[i] - window.PadsEnd[i])];
        var y = torch.zeros([TensorData.CountOf(natural)], dtype: x.dtype, device: x.device)
            .scatter(0, call[1].to_type(torch.int64).reshape(-1), x.reshape(-1))
            .reshape(natural);
        if (call.Ints(2) is not { } wanted)
            return y;
        // The indices stand for the natural size; a larger one is filled behind.
        return F.pad(y, [.. Enumerable.Range(0, natural.Length).Reverse()
            .SelectMany(i => new[] { 0, wanted[i] - natural[i] })]);
    }
}
