using System.Collections.Immutable;

namespace OnnxZc.Graphs.Rewriting.Fusion;

/// <summary>Sums and embeddings that ONNX Runtime joins with the normalisation behind them.</summary>
static class FusedNormalizations
{
    /// <summary>The family's rules.</summary>
    public static IEnumerable<(string Domain, string Type, FusedOperators.Rule Rule)> Rules =>
    [
        (OperatorVersions.Microsoft, "SkipLayerNormalization",
            fused => Skip(fused, "LayerNormalization", shift: 3, bias: 4)),
        (OperatorVersions.Microsoft, "SkipSimplifiedLayerNormalization",
            fused => Skip(fused, "SimplifiedLayerNormalization", shift: -1, bias: 3)),
        (OperatorVersions.Microsoft, "EmbedLayerNormalization", Embed),
    ];

    static bool Skip(FusedNode fused, string type, int shift, int bias)
    {
        var node = fused.Node;
        if (fused.IsRead(1) || fused.IsRead(2))
            return false;
        var (layer, skip) = (fused.Input(0), fused.Input(1));
        if (node.Input(bias) is { } own)
        {
            // The bias is that of the product, on whichever side of the sum it stands.
            if (!fused.IsProduct(layer) && fused.IsProduct(skip))
                (layer, skip) = (skip, layer);
            layer = fused.Add("Add", [layer, own]);
        }

        var value = fused.Add("Add", [layer, skip], null, fused.IsRead(3) ? node.Outputs[3] : null);
        Normalise(fused, type, value, fused.Input(2), shift < 0 ? null : node.Input(shift));
        return true;
    }

    static void Normalise(FusedNode fused, string type, string value, string scale, string? shift) => fused.Add(
        type,
        shift is null ? [value, scale] : [value, scale, shift],
        Attributes.Empty.With("axis", -1L).With("epsilon", fused.Attributes.Float("epsilon", 1e-12f)),
        fused.Node.Outputs[0]);

    // Inputs: ids, segments, words, positions, segment words, scale, shift, mask, position ids.
    static bool Embed(FusedNode fused)
    {
        var node = fused.Node;
        var sum = fused.Add("Gather", [fused.Input(2), fused.Input(0)]);
        sum = fused.Add("Add", [sum, Positions(fused)]);
        if (node.Input(1) is { } segments && node.Input(4) is { } table)
            sum = fused.Add("Add", [sum, fused.Add("Gather", [table, segments])]);
        if (fused.IsRead(2))
            sum = fused.Add("Identity", [sum], null, node.Outputs[2]);
        Normalise(fused, "LayerNormalization", sum, fused.Input(5), node.Input(6));
        if (fused.IsRead(1))
            CountTokens(fused);
        return true;
    }

    // The mask's sum per sample; without a mask ONNX Runtime says 0.
    static void CountTokens(FusedNode fused)
    {
        var (node, zero) = (fused.Node, fused.Constant("first", TensorData.Int64s(0)));
        if (node.Input(7) is { } mask)
        {
            var none = Attributes.Empty.With("keepdims", 0L);
            if (fused.Opset >= 13)
                fused.Add("ReduceSum", [mask, fused.Constant("second", TensorData.Int64s(1))], none, node.Outputs[1]);
            else
                fused.Add("ReduceSum", [mask], none.With("axes", ImmutableArray.Create(1L)), node.Outputs[1]);
            return;
        }

        var one = fused.Constant("second", TensorData.Int64s(1));
        var batch = fused.Add("Slice", [fused.Add("Shape", [fused.Input(0)]), zero, one]);
        var value = Attributes.Empty.With("value", TensorData.Of<int>([0], 1));
        fused.Add("ConstantOfShape", [batch], value, node.Outputs[1]);
    }

    static string Positions(FusedNode fused)
    {
        var node = fused.Node;
        if (node.Input(8) is { } positions)
            return fused.Add("Gather", [fused.Input(3), positions]);
        var (zero, one) = (fused.Constant("zero", TensorData.Int64s(0)), fused.Constant("one", TensorData.Int64s(1)));
        var two = fused.Constant("two", TensorData.Int64s(2));
        var length = fused.Add("Slice", [fused.Add("Shape", [fused.Input(0)]), one, two]);
        return fused.Add("Slice", [fused.Input(3), zero, length, zero]);
    }
}
