using System.Collections.Immutable;

namespace OnnxZc.Graphs.Rewriting.Fusion;

/// <summary>Layers that ONNX Runtime joins with what stands around them.</summary>
static class FusedLayers
{
    /// <summary>The family's rules.</summary>
    public static IEnumerable<(string Domain, string Type, FusedOperators.Rule Rule)> Rules =>
    [
        (OperatorVersions.Microsoft, "FusedConv", Conv),
        (OperatorVersions.Microsoft, "FusedGemm", Gemm),
        (OperatorVersions.Microsoft, "FusedMatMul", MatMul),
        (OperatorVersions.Microsoft, "BiasGelu", fused => Biased(fused, "Gelu")),
        (OperatorVersions.Microsoft, "FastGelu", fused => fused.Node.HasInput(1) && Biased(fused, "FastGelu")),
    ];

    static bool Conv(FusedNode fused)
    {
        var node = fused.Node;
        var attributes = node.Attributes.Without("activation").Without("activation_params");
        string[] inputs = node.HasInput(2) ? [.. node.Inputs.Take(3)] : [.. node.Inputs.Take(2)];
        var result = fused.Add("Conv", inputs, attributes);
        if (node.Input(3) is { } shortcut)
            result = fused.Add("Add", [result, shortcut]);
        var settings = node.Attributes.Floats("activation_params");
        return Activate(fused, result, i => i < settings.Length ? settings[i] : null);
    }

    static bool Gemm(FusedNode fused)
    {
        string[] settings = ["activation_alpha", "activation_beta", "activation_gamma"];
        var attributes = settings.Append("activation").Aggregate(
            fused.Attributes, (attributes, name) => attributes.Without(name));
        var result = fused.Add("Gemm", [.. fused.Node.Inputs], attributes);
        return Activate(
            fused, result, i => fused.Attributes.Has(settings[i]) ? fused.Attributes.Float(settings[i], 0) : null);
    }

    static bool Activate(FusedNode fused, string value, Func<int, float?> setting)
    {
        var type = fused.Attributes.Text("activation", "");
        var output = fused.Node.Outputs[0];
        if (type == "Clip")
            return Clip(fused, value, setting(0) ?? float.MinValue, setting(1) ?? float.MaxValue);
        string[]? names = type switch
        {
            "" or "Relu" or "Tanh" or "Sigmoid" => [],
            "LeakyRelu" or "Elu" => ["alpha"],
            "HardSigmoid" => ["alpha", "beta"],
            _ => null,
        };
        if (names is null)
            return false;
        var attributes = Attributes.Empty;
        for (var i = 0; i < names.Length; i++)
            attributes = setting(i) is { } number ? attributes.With(names[i], number) : attributes;
        fused.Add(type.Length == 0 ? "Identity" : type, [value], attributes, output);
        return true;
    }

    static bool Clip(FusedNode fused, string value, float low, float high)
    {
        if (fused.Opset < 11)
            fused.Add("Clip", [value], Attributes.Empty.With("min", low).With("max", high), fused.Node.Outputs[0]);
        else
            fused.Add(
                "Clip",
                [value, fused.Constant("low", TensorData.Scalar(low)), fused.Constant("high", TensorData.Scalar(high))],
                null,
                fused.Node.Outputs[0]);
        return true;
    }

    // Only a product with a weight is a layer; others stay one operator, since their ranks need not be known.
    static bool MatMul(FusedNode fused)
    {
        string[] others = ["transA", "transBatchA", "transBatchB"];
        if (others.Any(name => fused.Attributes.Int(name, 0) != 0) || fused.Constant(1) is not { } weight)
            return false;
        var right = fused.Input(1);
        if (fused.Attributes.Int("transB", 0) != 0 && weight.Shape.Length > 1)
        {
            var axes = Enumerable.Range(0, weight.Shape.Length).Select(axis => (long)axis).ToArray();
            (axes[^1], axes[^2]) = (axes[^2], axes[^1]);
            right = fused.Add("Transpose", [right], Attributes.Empty.With("perm", axes.ToImmutableArray()));
        }

        var alpha = fused.Attributes.Float("alpha", 1);
        var output = fused.Node.Outputs[0];
        if (alpha == 1)
            fused.Add("MatMul", [fused.Input(0), right], null, output);
        else
            fused.Add(
                "Mul",
                [fused.Add("MatMul", [fused.Input(0), right]), fused.Constant("alpha", TensorData.Scalar(alpha))],
                null,
                output);
        return true;
    }

    static bool Biased(FusedNode fused, string type)
    {
        var sum = fused.Add("Add", [.. fused.Node.Inputs.Take(2)]);
        fused.Add(type, [sum], null, fused.Node.Outputs[0], OperatorVersions.Microsoft);
        return true;
    }
}
