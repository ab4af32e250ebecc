using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>
/// Scaled dot-product attention over grouped heads with masks, caches and windows, and rotary position embeddings.
/// </summary>
static class AttentionOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.AddMany("Attention", [23, 24, 25], Attention);
        table.Add("RotaryEmbedding", [23], RotaryEmbedding);
    }

    static Tensor[] Attention(OperatorCall call)
    {
        var query = Heads(call[0], call.Attributes.Int("q_num_heads", 1));
        var key = Heads(call[1], call.Attributes.Int("kv_num_heads", 1));
        var value = Heads(call[2], call.Attributes.Int("kv_num_heads", 1));
        var past = call.Optional(4)?.shape[2] ?? 0;
        if (past > 0)
            (key, value) = (torch.cat([call[4], key], 2), torch.cat([call[5], value], 2));

        var (scores, weights) = Weigh(call, query, Grouped(key, query), past);
        var output = weights.matmul(Grouped(value, query));
        if (call[0].ndim == 3)
            output = output.transpose(1, 2).flatten(2);
        return [output, key.alias(), value.alias(), scores];
    }

    // The first result is what the node shows as its scores: how far they are computed is a setting.
    static (Tensor Shown, Tensor Weights) Weigh(OperatorCall call, Tensor query, Tensor key, long past)
    {
        var scale = call.Attributes.Float("scale", (float)(1 / Math.Sqrt(query.shape[3])));
        var product = (query * scale).matmul(key.transpose(-2, -1));
        double cap = call.Attributes.Float("softcap", 0);
        var capped = cap > 0 ? (product / cap).tanh() * cap : product;
        var mask = AttentionMask.Of(call, query, key, past);
        var biased = mask.Bias is { } bias ? capped + bias : capped;

        // A query that may see nothing gives zeros: its scores stay finite, so that its derivatives do too.
        var finite = mask.Allowed is { } allowed
            ? biased.masked_fill(allowed.logical_not().logical_and(mask.HasKeys!), double.NegativeInfinity)
            : biased;
        var weights = finite.softmax(-1, Precision(call, finite)).to_type(query.dtype);
        if (mask.HasKeys is { } hasKeys)
            weights = weights.masked_fill(hasKeys.logical_not(), 0);
        var shown = call.Attributes.Int("qk_matmul_output_mode", 0) switch
        {
            0 => product,
            1 => capped,
            2 => mask.Allowed is { } seen
                ? biased.masked_fill(seen.logical_not(), double.NegativeInfinity)
                : biased,
            3 => weights,
            var mode => throw call.Unsupported($"qk_matmul_output_mode {mode}"),
        };
        return (shown.alias(), weights);
    }

    static torch.ScalarType Precision(OperatorCall call, Tensor scores) => call.Attributes.Has("softmax_precision")
        ? TensorConversion.ScalarTypeOf(
            call.Node, (Graphs.ElementType)call.Attributes.Int("softmax_precision", 1))
        : scores.dtype;

    /// <summary>[batch, head, position, feature] from that or from [batch, position, head × feature].</summary>
    static Tensor Heads(Tensor x, long heads) => x.ndim == 4
        ? x
        : x.reshape(x.shape[0], x.shape[1], heads, x.shape[2] / heads).transpose(1, 2);

    // Consecutive query heads share one head of keys and values.
    static Tensor Grouped(Tensor x, Tensor query) => x.shape[1] == query.shape[1]
        ? x
        : x.repeat_interleave(query.shape[1] / x.shape[1], 1);

    static Tensor RotaryEmbedding(OperatorCall call)
    {
        var isFlat = call[0].ndim == 3;
        var x = isFlat ? Heads(call[0], call.Attributes.Int("num_heads", 1)) : call[0];
        var rotated = call.Attributes.Int("rotary_embedding_dim", 0) is > 0 and var given ? given : x.shape[3];
        var (cos, sin) = (Angles(call, 1), Angles(call, 2));
        var turning = x.narrow(3, 0, rotated);
        var isInterleaved = call.Attributes.Int("interleaved", 0) != 0;
        var half = rotated / 2;
        var (a, b) = isInterleaved
            ? (turning.slice(3, 0, rotated, 2), turning.slice(3, 1, rotated, 2))
            : (turning.narrow(3, 0, half), turning.narrow(3, half, half));
        var (real, imaginary) = ((cos * a) - (sin * b), (sin * a) + (cos * b));
        var turned = isInterleaved
            ? torch.stack([real, imaginary], -1).flatten(3)
            : torch.cat([real, imaginary], 3);
        var whole = torch.cat([turned, x.narrow(3, rotated, x.shape[3] - rotated)], 3);
        return isFlat ? whole.transpose(1, 2).flatten(2) : whole;
    }

    // [batch, 1, position, feature], looked up by position where positions are given.
    static Tensor Angles(OperatorCall call, int input)
    {
        var cache = call[input];
        if (call.Optional(3) is { } positions)
        {
            var picked = cache.index_select(0, positions.to_type(torch.int64).reshape(-1));
            cache = picked.reshape(positions.shape[0], positions.shape[1], cache.shape[1]);
        }

        return cache.unsqueeze(1);
    }
}
