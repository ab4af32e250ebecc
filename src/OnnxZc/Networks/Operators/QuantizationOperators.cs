using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>
/// Quantisation and the operators on quantised numbers. Quantised values that depend on an activation are carried as
/// whole numbers in floating point, and rounding has the derivative 1 within the range and 0 beyond it, so that
/// gradients pass straight through (Bengio et al. 2013, https://arxiv.org/abs/1308.3432).
/// </summary>
static class QuantizationOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("QuantizeLinear", [10, 13, 19, 21, 23, 24, 25], Quantize);
        table.Add("DequantizeLinear", [10, 13, 19, 21, 23, 24, 25], Dequantize);
        table.AddMany("DynamicQuantizeLinear", [11], DynamicQuantize);
        table.Add("QLinearConv", [10], QLinearConv);
        table.Add("QLinearMatMul", [10, 21], QLinearMatMul);
        table.Add("ConvInteger", [10], ConvInteger);
        table.Add("MatMulInteger", [10], MatMulInteger);
    }

    static Tensor Quantize(OperatorCall call)
    {
        var (x, scale) = (call[0], Along(call, call[1]));
        var zeroPoint = call.Optional(2) is { } given ? Along(call, given).to_type(scale.dtype) : null;
        return Rounded(call, x.to_type(scale.dtype) / scale, zeroPoint, call.OutputType(0));
    }

    static Tensor Dequantize(OperatorCall call)
    {
        var scale = Along(call, call[1]);
        return (call.Optional(2) is { } zeroPoint
            ? call[0].to_type(scale.dtype) - Along(call, zeroPoint).to_type(scale.dtype)
            : call[0].to_type(scale.dtype)) * scale;
    }

    // The range covers 0, and what follows from the data as a whole is a constant to the gradient.
    static Tensor[] DynamicQuantize(OperatorCall call)
    {
        var x = call[0];
        using var still = x.detach();
        var low = still.amin([]).clamp_max(0);
        var high = still.amax([]).clamp_min(0);
        var scale = (high - low) / 255;
        scale = torch.where(scale.eq(0), torch.ones_like(scale), scale);
        var zeroPoint = (-low / scale).clamp(0, 255).round();
        return [Rounded(call, x / scale, zeroPoint, ElementType.UInt8), scale, zeroPoint];
    }

    static Tensor QLinearConv(OperatorCall call)
    {
        var rank = (int)call[3].ndim;
        var sum = ConvolutionOperators.Convolve(
            call,
            Shifted(call[0], call[2]),
            Shifted(call[3], At(call[5], 0, rank)),
            call.Optional(8)?.to_type(torch.float64));
        return Requantized(call, sum, call[1] * At(call[4], 1, rank) / call[6], call[7]);
    }

    static Tensor QLinearMatMul(OperatorCall call)
    {
        var sum = Shifted(call[0], PerRow(call[2])).matmul(Shifted(call[3], call[5]));
        return Requantized(call, sum, PerRow(call[1]) * call[4] / call[6], call[7]);
    }

    static Tensor Requantized(OperatorCall call, Tensor sum, Tensor step, Tensor zeroPoint) =>
        Rounded(call, sum.to_type(step.dtype) * step, zeroPoint.to_type(step.dtype), call.OutputType(0));

    static Tensor ConvInteger(OperatorCall call)
    {
        var weightZero = call.Optional(3) is { } zero ? At(zero, 0, (int)call[1].ndim) : null;
        var sum = ConvolutionOperators.Convolve(
            call, Shifted(call[0], call.Optional(2)), Shifted(call[1], weightZero), null);
        return sum.to_type(Carrier(call));
    }

    static Tensor MatMulInteger(OperatorCall call)
    {
        var rowZero = call.Optional(2) is { } zero ? PerRow(zero) : null;
        return Shifted(call[0], rowZero).matmul(Shifted(call[1], call.Optional(3))).to_type(Carrier(call));
    }

    static Tensor PerRow(Tensor parameter) =>
        parameter.ndim == 1 && parameter.numel() > 1 ? parameter.unsqueeze(-1) : parameter;

    // Sums of products of bytes are exact in double precision, whichever order libtorch adds in.
    static Tensor Shifted(Tensor values, Tensor? zeroPoint)
    {
        var wide = values.to_type(torch.float64);
        return zeroPoint is null ? wide : wide - zeroPoint.to_type(torch.float64);
    }

    static torch.ScalarType Carrier(OperatorCall call) =>
        call.Inputs.FirstOrDefault(input => input.is_floating_point())?.dtype ?? torch.int32;

    /// <summary>The nearest whole numbers, ties to even, saturated; straight through for gradients.</summary>
    static Tensor Rounded(OperatorCall call, Tensor scaled, Tensor? zeroPoint, ElementType type)
    {
        var (low, high) = Range(call, type);
        var rounded = scaled.detach().round();
        var shifted = scaled;
        if (zeroPoint is not null)
            (rounded, shifted) = (rounded + zeroPoint, scaled + zeroPoint);
        var within = shifted.clamp(low, high);
        return within + (rounded.clamp(low, high) - within.detach());
    }

    /// <summary>A scale or zero point, shaped to be broadcast to the first input.</summary>
    static Tensor Along(OperatorCall call, Tensor parameter)
    {
        var shape = call[0].shape;
        if (parameter.numel() == 1)
            return parameter.reshape([]);
        var axis = call.Axis(call.Attributes.Int("axis", 1), shape.Length);
        if (parameter.ndim == 1)
            return At(parameter, (int)axis, shape.Length);
        var block = call.Attributes.Int("block_size", 0);
        if (block <= 0 || parameter.ndim != shape.Length)
            throw call.Unsupported($"a scale of shape [{string.Join(", ", parameter.shape)}]");
        return parameter.repeat_interleave(block, axis).narrow(axis, 0, shape[axis]);
    }

    static (double Low, double High) Range(OperatorCall call, ElementType type) => type switch
    {
        ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        _ => throw call.Unsupported($"quantisation to elements of type {type}"),
    };

    /// <summary>A parameter per position of <paramref name="axis"/>, or one number.</summary>
    static Tensor At(Tensor parameter, int axis, int rank) => parameter.numel() == 1
        ? parameter.reshape([])
        : parameter.reshape([.. Enumerable.Range(0, rank).Select(i => i == axis ? -1L : 1L)]);
}
