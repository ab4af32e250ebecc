namespace OnnxZc.Graphs.Rewriting.Fusion;

/// <summary>
/// Operators on bytes as what they stand for: DequantizeLinear, the operator on real numbers, QuantizeLinear. Weights
/// are then behind DequantizeLinear.
/// </summary>
static class QuantisedOperators
{
    /// <summary>The family's rules.</summary>
    public static IEnumerable<(string Domain, string Type, FusedOperators.Rule Rule)> Rules =>
    [
        ("", "QLinearConv", Conv),
        ("", "QLinearMatMul", MatMul),
        ("", "MatMulInteger", fused => Integers(fused, "MatMul", axis: 1)),
        ("", "ConvInteger", fused => Integers(fused, "Conv", axis: 0)),
        (OperatorVersions.Microsoft, "QLinearAdd", fused => Pair(fused, "Add")),
        (OperatorVersions.Microsoft, "QLinearMul", fused => Pair(fused, "Mul")),
        (OperatorVersions.Microsoft, "QLinearLeakyRelu", fused => Single(fused, "LeakyRelu")),
        (OperatorVersions.Microsoft, "QLinearSigmoid", fused => Single(fused, "Sigmoid")),
        (OperatorVersions.Microsoft, "QLinearGlobalAveragePool", fused => Single(fused, "GlobalAveragePool")),
        (OperatorVersions.Microsoft, "QLinearAveragePool", fused => Single(fused, "AveragePool")),
        (OperatorVersions.Microsoft, "QLinearConcat", Concat),
        (OperatorVersions.Microsoft, "QGemm", Gemm),
        (OperatorVersions.Microsoft, "DynamicQuantizeMatMul", Dynamic),
        (OperatorVersions.Microsoft, "MatMulIntegerToFloat", ToFloat),
    ];

    static bool Conv(FusedNode fused)
    {
        if (!fused.AreConstant(3, 5, 8) || !AreSteps(fused, 1, 4))
            return false;
        string[] inputs = [Real(fused, 0), Real(fused, 3, axis: 0)];
        if (fused.Node.HasInput(8))
            inputs = [.. inputs, Bias(fused, 8, 1, 4)];
        return Bytes(fused, fused.Add("Conv", inputs, fused.Attributes), 6);
    }

    static bool MatMul(FusedNode fused) =>
        fused.AreConstant(3, 5) && AreSteps(fused, 1, 4)
        && Bytes(fused, fused.Add("MatMul", [Real(fused, 0), Real(fused, 3, axis: 1)]), 6);

    // The sums are whole numbers in floating point: only a Cast behind them cannot tell.
    static bool Integers(FusedNode fused, string type, int axis)
    {
        var fits = fused.AreConstant(1, 3) && fused.Readers.All(reader => reader is { Domain: "", Type: "Cast" })
            && fused.Constant(2) is null or { Count: 1 };
        if (!fits)
            return false;
        var one = fused.Constant("unit", TensorData.Scalar(1f));
        var zeros = fused.Constant(3);
        var ones = zeros is { Count: > 1 }
            ? fused.Constant("units", TensorData.Of<float>([.. Enumerable.Repeat(1f, (int)zeros.Count)], zeros.Count))
            : one;
        var weight = Dequantised(fused, fused.Input(1), ones, fused.Node.Input(3), axis);
        var data = Dequantised(fused, fused.Input(0), one, fused.Node.Input(2));
        fused.Add(type, [data, weight], type == "Conv" ? fused.Attributes : null, fused.Node.Outputs[0]);
        return true;
    }

    static bool Pair(FusedNode fused, string type) =>
        Bytes(fused, fused.Add(type, [Real(fused, 0), Real(fused, 3)]), 6);

    static bool Single(FusedNode fused, string type) => fused.Attributes.Int("channels_last", 0) == 0
        && Bytes(fused, fused.Add(type, [Real(fused, 0)], fused.Attributes.Without("channels_last")), 3);

    // Inputs: scale and zero point of the result, then those of each part behind the part.
    static bool Concat(FusedNode fused)
    {
        var count = (fused.Node.Inputs.Length - 2) / 3;
        string[] parts = [.. Enumerable.Range(0, count).Select(i => Real(fused, 2 + (3 * i)))];
        return Bytes(fused, fused.Add("Concat", parts, fused.Attributes), 0);
    }

    // Inputs: a, b and their scales and zero points, c, scale and zero point of the result or nothing.
    static bool Gemm(FusedNode fused)
    {
        if (!fused.AreConstant(3, 5, 6) || !AreSteps(fused, 1, 4))
            return false;
        var isOutIn = fused.Attributes.Int("transB", 0) != 0;
        string[] inputs = [Real(fused, 0), Real(fused, 3, isOutIn ? 0 : 1)];
        if (fused.Node.HasInput(6))
            inputs = [.. inputs, Bias(fused, 6, 1, 4)];
        var isReal = !fused.Node.HasInput(7);
        var result = fused.Add("Gemm", inputs, fused.Attributes, isReal ? fused.Node.Outputs[0] : null);
        return isReal || Bytes(fused, result, 7);
    }

    // Inputs: a, b, scale and zero point of b, bias.
    static bool Dynamic(FusedNode fused)
    {
        var node = fused.Node;
        if (!fused.AreConstant(1, 2, 3))
            return false;
        var bytes = fused.Quantise(fused.Input(0));
        var data = Dequantised(fused, bytes[0], bytes[1], bytes[2]);
        var weight = Dequantised(fused, fused.Input(1), fused.Input(2), node.Input(3), 1);
        return Product(fused, data, weight, node.Input(4));
    }

    // Inputs: a, b, scales of a and b, zero points of a and b, bias.
    static bool ToFloat(FusedNode fused)
    {
        var node = fused.Node;
        return fused.AreConstant(1, 3, 5) && Product(
            fused,
            Dequantised(fused, fused.Input(0), fused.Input(2), node.Input(4)),
            Dequantised(fused, fused.Input(1), fused.Input(3), node.Input(5), 1),
            node.Input(6));
    }

    static bool Product(FusedNode fused, string data, string weight, string? bias)
    {
        var output = fused.Node.Outputs[0];
        var product = fused.Add("MatMul", [data, weight], null, bias is null ? output : null);
        if (bias is not null)
            fused.Add("Add", [product, bias], null, output);
        return true;
    }

    // One step for the data, one or more for the weight.
    static bool AreSteps(FusedNode fused, int data, int weight) =>
        fused.Constant(data) is { IsFloat: true, Count: 1 } && fused.Constant(weight) is { IsFloat: true };

    static string Real(FusedNode fused, int index, int? axis = null) => Dequantised(
        fused, fused.Input(index), fused.Input(index + 1), fused.Node.Input(index + 2), axis);

    static string Dequantised(
        FusedNode fused, string value, string scale, string? zeroPoint, int? axis = null) => fused.Add(
            "DequantizeLinear",
            zeroPoint is null ? [value, scale] : [value, scale, zeroPoint],
            axis is { } given ? Attributes.Empty.With("axis", (long)given) : null);

    // A bias counts in steps of the input times those of the weight.
    static string Bias(FusedNode fused, int bias, int inputScale, int weightScale)
    {
        var (input, weight) = (fused.Constant(inputScale)!.ToDoubles()[0], fused.Constant(weightScale)!);
        float[] steps = [.. weight.ToDoubles().Select(step => (float)input * (float)step)];
        var scale = fused.Constant("bias_scale", TensorData.Of<float>(steps, [.. weight.Shape]));
        return Dequantised(fused, fused.Input(bias), scale, null, 0);
    }

    static bool Bytes(FusedNode fused, string value, int scale)
    {
        var node = fused.Node;
        string[] inputs = [value, fused.Input(scale)];
        if (node.Input(scale + 1) is { } zero)
            inputs = [.. inputs, zero];
        fused.Add("QuantizeLinear", inputs, null, node.Outputs[0]);
        return true;
    }
}
