using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Which keys a query may see, and what is added to its scores.</summary>
/// <param name="Allowed">True where a query may see a key, broadcast to the scores; null where all may.</param>
/// <param name="HasKeys">True for queries that may see any key; null with <paramref name="Allowed"/>.</param>
/// <param name="Bias">What is added to the scores, finite; or null.</param>
sealed record AttentionMask(Tensor? Allowed, Tensor? HasKeys, Tensor? Bias)
{
    public static AttentionMask Of(OperatorCall call, Tensor query, Tensor key, long past)
    {
        Tensor? allowed = null;
        Tensor? bias = null;
        if (call.Optional(3) is { } mask)
        {
            mask = Widened(mask, key.shape[2]);
            if (mask.dtype == torch.@bool)
            {
                allowed = mask;
            }
            else
            {
                allowed = mask.detach().isneginf().logical_not();
                bias = mask.masked_fill(allowed.logical_not(), 0);
            }
        }

        foreach (var rule in Rules(call, query, key, past))
            allowed = allowed is null ? rule : allowed.logical_and(rule);
        return new(allowed, allowed?.any(-1, keepdim: true), bias);
    }

    static IEnumerable<Tensor> Rules(OperatorCall call, Tensor query, Tensor key, long past)
    {
        var keys = torch.arange(key.shape[2], dtype: torch.int64, device: key.device);
        var own = torch.arange(query.shape[2], dtype: torch.int64, device: key.device).unsqueeze(1);
        var places = own + past;
        if (call.Optional(6) is { } filled)
        {
            var counts = filled.to_type(torch.int64).reshape(-1, 1, 1, 1);
            yield return keys.lt(counts);
            places = own + (counts - query.shape[2]);
        }

        if (call.Attributes.Int("is_causal", 0) != 0)
            yield return keys.le(places);
        if (call.Attributes.Int("left_window_size", -1) is >= 0 and var left)
            yield return keys.ge(places - left);
        if (call.Attributes.Int("right_window_size", -1) is >= 0 and var right)
            yield return keys.le(places + right);
    }

    // A mask may be shorter than the keys; what it does not cover is not seen.
    static Tensor Widened(Tensor mask, long keys)
    {
        var missing = keys - mask.shape[^1];
        if (missing <= 0)
            return mask;
        long[] shape = [.. mask.shape[..^1], missing];
        var rest = mask.dtype == torch.@bool
            ? torch.zeros(shape, dtype: torch.@bool, device: mask.device)
            : torch.full(shape, double.NegativeInfinity, dtype: mask.dtype, device: mask.device);
        return torch.cat([mask, rest], -1);
    }
}
