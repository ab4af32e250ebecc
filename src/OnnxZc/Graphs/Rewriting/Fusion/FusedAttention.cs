using System.Collections.Immutable;

namespace OnnxZc.Graphs.Rewriting.Fusion;

/// <summary>ONNX Runtime's attention without a cache of past keys.</summary>
static class FusedAttention
{
    /// <summary>The family's rules.</summary>
    public static IEnumerable<(string Domain, string Type, FusedOperators.Rule Rule)> Rules =>
    [
        (OperatorVersions.Microsoft, "Attention", Attention),
        (OperatorVersions.Microsoft, "MultiHeadAttention", MultiHead),
    ];

    // Inputs: input, weights, bias, mask, past, attention bias.
    static bool Attention(FusedNode fused)
    {
        var node = fused.Node;
        var isPlain = !node.HasInput(4) && !fused.IsRead(1) && !node.Attributes.Has("qkv_hidden_sizes")
            && node.Attributes.Int("do_rotary", 0) == 0;
        if (!isPlain)
            return false;
        var joined = fused.Add("MatMul", [fused.Input(0), fused.Input(1)]);
        if (node.Input(2) is { } bias)
            joined = fused.Add("Add", [joined, bias]);
        var parts = fused.Split(joined, 3);
        return Attend(fused, parts, node.Input(3), node.Input(5));
    }

    // Inputs: query, key, value, bias, key padding mask, attention bias, past...
    static bool MultiHead(FusedNode fused)
    {
        var node = fused.Node;
        string[] parts = [.. node.Inputs.Take(3)];
        var isPlain = parts.Length == 3 && parts.All(part => part.Length > 0 && fused.Rank(part) is null or 3)
            && !node.HasInput(6) && !node.HasInput(7) && !fused.IsRead(1) && !fused.IsRead(2) && !fused.IsRead(3);
        if (!isPlain)
            return false;
        if (node.HasInput(3))
        {
            if (fused.Constant(3) is not { Shape: [var length] } bias || length % 3 != 0)
                return false;
            var size = (int)(length / 3) * TensorData.SizeOf(bias.Type);
            for (var i = 0; i < 3; i++)
            {
                var third = new TensorData(bias.Type, [length / 3], bias.Bytes.Slice(i * size, size));
                parts[i] = fused.Add("Add", [parts[i], fused.Constant($"bias{i}", third)]);
            }
        }

        return Attend(fused, parts, node.Input(4), node.Input(5));
    }

    // softmax(q kᵀ · scale + masks) v, per head.
    static bool Attend(FusedNode fused, string[] parts, string? mask, string? bias)
    {
        var heads = fused.Attributes.Int("num_heads", 0);
        if (heads < 1)
            return false;
        var split = fused.Constant("heads", TensorData.Int64s(0, 0, heads, -1));
        var query = fused.Add("Reshape", [parts[0], split]);
        var logits = fused.Add(
            "MatMul",
            [Permuted(fused, query, 0, 2, 1, 3), Permuted(fused, fused.Add("Reshape", [parts[1], split]), 0, 2, 3, 1)]);
        logits = Scaled(fused, logits, query);
        if (mask is not null)
        {
            if (Penalty(fused, mask, logits) is not { } penalty)
                return false;
            logits = fused.Add("Add", [logits, penalty]);
        }

        if (bias is not null)
            logits = fused.Add("Add", [logits, bias]);
        if (fused.Attributes.Int("unidirectional", 0) != 0)
            logits = fused.Add("Add", [logits, Future(fused, logits)]);
        var weights = fused.Add("Softmax", [logits], Attributes.Empty.With("axis", 3L));
        var values = Permuted(fused, fused.Add("Reshape", [parts[2], split]), 0, 2, 1, 3);
        var context = Permuted(fused, fused.Add("MatMul", [weights, values]), 0, 2, 1, 3);
        var whole = fused.Constant("whole", TensorData.Int64s(0, 0, -1));
        fused.Add("Reshape", [context, whole], null, fused.Node.Outputs[0]);
        return true;
    }

    static string Permuted(FusedNode fused, string value, params long[] order) =>
        fused.Add("Transpose", [value], Attributes.Empty.With("perm", ImmutableArray.Create(order)));

    static string Scaled(FusedNode fused, string logits, string query)
    {
        var scale = fused.Attributes.Float("scale", 0);
        if (scale != 0)
            return fused.Add("Mul", [logits, fused.Constant("scale", TensorData.Scalar(scale))]);
        return fused.Add("Div", [logits, fused.Add("Sqrt", [Single(fused, SizeAt(fused, query, 3))])]);
    }

    // [batch]: how many keys count; [batch, keys] or [batch, queries, keys]: 1 where a key counts, else 0.
    static string? Penalty(FusedNode fused, string mask, string logits)
    {
        var rank = fused.Rank(mask) ?? 2;
        if (rank is < 1 or > 3)
            return null;
        if (rank == 1)
        {
            var lengths = fused.Add("Cast", [mask], Attributes.Empty.With("to", (long)ElementType.Int64));
            mask = fused.Add("Less", [Positions(fused, logits, 3), fused.Unsqueeze(lengths, 1)]);
        }

        var one = fused.Constant("one", TensorData.Scalar(1f));
        var filter = fused.Constant(
            "filter", TensorData.Scalar(fused.Attributes.Float("mask_filter_value", -10000)));
        var padding = fused.Add("Mul", [fused.Add("Sub", [one, Single(fused, mask)]), filter]);
        return rank == 3 ? fused.Unsqueeze(padding, 1) : fused.Unsqueeze(padding, 1, 2);
    }

    static string Future(FusedNode fused, string logits)
    {
        var queries = Positions(fused, logits, 2);
        var isLater = fused.Add("Greater", [Positions(fused, logits, 3), fused.Unsqueeze(queries, 1)]);
        return fused.Add(
            "Mul", [Single(fused, isLater), fused.Constant("never", TensorData.Scalar(float.MinValue / 2))]);
    }

    static string Positions(FusedNode fused, string logits, long axis)
    {
        var zero = fused.Constant("from", TensorData.Scalar(0L));
        var one = fused.Constant("step", TensorData.Scalar(1L));
        return fused.Add("Range", [zero, SizeAt(fused, logits, axis), one]);
    }

    static string SizeAt(FusedNode fused, string value, long axis) => fused.Add(
        "Gather", [fused.Add("Shape", [value]), fused.Constant($"axis{axis}", TensorData.Scalar(axis))]);

    static string Single(FusedNode fused, string value) =>
        fused.Add("Cast", [value], Attributes.Empty.With("to", (long)ElementType.Float32));
}
