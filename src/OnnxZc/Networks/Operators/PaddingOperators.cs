using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Pad in all its modes; negative pads crop.</summary>
static class PaddingOperators
{
    public static void Register(OperatorRegistry table) =>
        table.Add("Pad", [2, 11, 13, 18, 19, 21, 23, 24, 25], Pad);

    static Tensor Pad(OperatorCall call)
    {
        var x = call[0];
        var pads = call.Attributes.Has("pads") ? [.. call.Attributes.Ints("pads")] : call.Ints(1)!;
        long[] axes = call.Ints(3) ?? [.. Enumerable.Range(0, (int)x.ndim).Select(axis => (long)axis)];
        if (pads.All(pad => pad == 0))
            return x.alias();
        var mode = call.Attributes.Text("mode", "constant");
        if (mode == "constant")
            return Constant(call, x, axes, pads);

        for (var i = 0; i < axes.Length; i++)
        {
            var axis = call.Axis(axes[i], x.ndim);
            if (pads[i] != 0 || pads[i + axes.Length] != 0)
                x = Extended(call, x, axis, pads[i], pads[i + axes.Length], mode);
        }

        return x;
    }

    static Tensor Constant(OperatorCall call, Tensor x, long[] axes, long[] pads)
    {
        var value = call.Attributes.Has("value") ? call.Attributes.Float("value", 0) : call.Number(2) ?? 0;
        var order = new long[2 * x.ndim];
        for (var i = 0; i < axes.Length; i++)
        {
            var fromEnd = x.ndim - 1 - call.Axis(axes[i], x.ndim);
            order[2 * fromEnd] = pads[i];
            order[(2 * fromEnd) + 1] = pads[i + axes.Length];
        }

        // libtorch pads no booleans.
        return x.dtype == torch.@bool
            ? F.pad(x.to_type(torch.uint8), order, PaddingModes.Constant, value).to_type(torch.@bool)
            : F.pad(x, order, PaddingModes.Constant, value);
    }

    static Tensor Extended(OperatorCall call, Tensor x, long axis, long before, long after, string mode)
    {
        var size = x.shape[axis];
        var places = Enumerable.Range(0, (int)(size + before + after)).Select(i => i - before);
        long[] sources = mode switch
        {
            "edge" => [.. places.Select(place => Math.Clamp(place, 0, size - 1))],
            "reflect" => [.. places.Select(place => Reflected(place, size))],
            "wrap" => [.. places.Select(place => Modulo(place, size))],
            _ => throw call.Unsupported($"mode {mode}"),
        };
        return x.index_select(axis, torch.tensor(sources, device: x.device));
    }

    // Back and forth without repeating the ends.
    static long Reflected(long place, long size)
    {
        var inPeriod = size == 1 ? 0 : Modulo(place, 2 * (size - 1));
        return Math.Min(inPeriod, (2 * (size - 1)) - inPeriod);
    }

    static long Modulo(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
