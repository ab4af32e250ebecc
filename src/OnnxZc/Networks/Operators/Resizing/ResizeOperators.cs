using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Resizing;

/// <summary>Interpolation to other sizes, one dimension after the other.</summary>
static class ResizeOperators
{
    // Up to this many neighbours are picked and weighted one by one; beyond, a matrix product is shorter.
    const int MostPicks = 4;

    public static void Register(OperatorRegistry table)
    {
        table.Add("Upsample", [7, 9], Resize);
        table.Add("Resize", [10, 11, 13, 18, 19], Resize);
    }

    static Tensor Resize(OperatorCall call)
    {
        var x = call[0];
        var settings = Interpolation.Of(call);
        var axes = ResizeShape.Of(call);
        if (axes.Any(axis => axis.Output == 0))
        {
            var sizes = x.shape;
            foreach (var axis in axes)
                sizes[axis.Axis] = axis.Output;
            return torch.zeros(sizes, dtype: x.dtype, device: x.device);
        }

        ResizeTaps[] taps = [.. axes.Select(axis => ResizeTaps.Of(call, axis, settings))
            .Where(axis => !axis.IsIdentity)];
        if (taps.Length == 0)
            return x.alias();
        if (settings.Mode != "nearest" && !x.is_floating_point())
            return Interpolate(x.to_type(torch.float32), taps, settings).to_type(x.dtype);
        return Interpolate(x, taps, settings);
    }

    static Tensor Interpolate(Tensor x, ResizeTaps[] taps, Interpolation settings)
    {
        if (ResizeShortcut.Find(x, taps, settings) is { } result)
            return result;
        foreach (var axis in taps)
            x = axis.Indices.Length > MostPicks ? Multiply(x, axis) : Pick(x, axis);
        foreach (var axis in taps.Where(axis => axis.Outside.Contains(true)))
            x = x.masked_fill(Along(torch.tensor(axis.Outside), x, axis.Axis.Axis), settings.Extrapolation);
        return x;
    }

    static Tensor Pick(Tensor x, ResizeTaps taps)
    {
        var axis = taps.Axis.Axis;
        Tensor? sum = null;
        for (var tap = 0; tap < taps.Indices.Length; tap++)
        {
            var picked = x.index_select(axis, torch.tensor(taps.Indices[tap]).to(x.device));
            if (taps.Weights[tap].Any(weight => weight != 1))
                picked *= Along(torch.tensor(taps.Weights[tap], dtype: x.dtype), x, axis);
            sum = sum is null ? picked : sum + picked;
        }

        return sum!;
    }

    static Tensor Multiply(Tensor x, ResizeTaps taps)
    {
        var (axis, input) = (taps.Axis.Axis, taps.Axis.Input);
        var matrix = new double[input * taps.Axis.Output];
        for (var tap = 0; tap < taps.Indices.Length; tap++)
        {
            for (var i = 0; i < taps.Axis.Output; i++)
                matrix[(taps.Indices[tap][i] * taps.Axis.Output) + i] += taps.Weights[tap][i];
        }

        var weights = torch.tensor(matrix, [input, taps.Axis.Output], dtype: x.dtype).to(x.device);
        return x.transpose(axis, -1).matmul(weights).transpose(axis, -1);
    }

    static Tensor Along(Tensor values, Tensor x, int axis)
    {
        var shape = Enumerable.Repeat(1L, (int)x.ndim).ToArray();
        shape[axis] = values.numel();
        return values.reshape(shape).to(x.device);
    }
}
