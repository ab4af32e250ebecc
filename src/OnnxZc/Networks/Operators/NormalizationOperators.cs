using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Normalisations, and Dropout, which scoring treats as the identity.</summary>
static class NormalizationOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.AddMany("BatchNormalization", [7, 9, 14, 15], BatchNormalization);
        table.AddMany("LayerNormalization", [17], LayerNormalization);
        table.Add("RMSNormalization", [23], RmsNormalization);
        table.Add("InstanceNormalization", [6, 22], call => F.instance_norm(
            call[0], weight: call[1], bias: call[2], eps: call.Attributes.Float("epsilon", 1e-5f)));
        table.Add("GroupNormalization", [18, 21], GroupNormalization);
        table.Add("LRN", [1, 13], call => F.local_response_norm(
            call[0],
            call.Attributes.Int("size", 1),
            call.Attributes.Float("alpha", 1e-4f),
            call.Attributes.Float("beta", 0.75f),
            call.Attributes.Float("bias", 1)));
        table.Add("LpNormalization", [1, 22], LpNormalization);
        table.Add("MeanVarianceNormalization", [9, 13], MeanVarianceNormalization);
        table.AddMany("Dropout", [7, 10, 12, 13, 22], call =>
        [
            call[0].alias(),
            call[0].ones_like(call.Node.Operator.SinceVersion < 10 ? call[0].dtype : torch.@bool),
        ]);
    }

    // The training_mode attribute is not read: the pass decides, since exporters set it by how they were called.
    static Tensor[] BatchNormalization(OperatorCall call)
    {
        var epsilon = call.Attributes.Float("epsilon", 1e-5f);
        var normalisation = call.Normalisation == Normalisation.OffButReductions
            ? IsOfReduction(call.Node.Inputs[1]) ? Normalisation.Batch : Normalisation.Off
            : call.Normalisation;
        if (normalisation == Normalisation.Off)
            return [call[0].alias()];

        // Until version 8 each element could have its own statistics.
        var isSpatial = call.Attributes.Int("spatial", 1) != 0;
        var x = isSpatial ? call[0] : call[0].flatten(1);
        var (scale, bias, mean, variance) = (Flat(call[1]), Flat(call[2]), Flat(call[3]), Flat(call[4]));
        var y = normalisation == Normalisation.Batch
            ? F.batch_norm(x, null, null, scale, bias, training: true, eps: epsilon)
            : F.batch_norm(x, mean, variance, scale, bias, training: false, eps: epsilon);
        if (!isSpatial)
            y = y.reshape(call[0].shape);
        return call.Node.Outputs.Length == 1 ? [y] : [y, .. Statistics(call, x, mean, variance)];
    }

    /// <summary>Whether a scale of this name is of a reduction block of NAS-Bench-201.</summary>
    public static bool IsOfReduction(string scale) =>
        scale.StartsWith("reduction1.", StringComparison.Ordinal)
        || scale.StartsWith("reduction2.", StringComparison.Ordinal);

    // The running statistics after this batch, then the batch's own.
    static Tensor[] Statistics(OperatorCall call, Tensor x, Tensor mean, Tensor variance)
    {
        var momentum = call.Attributes.Float("momentum", 0.9f);
        long[] axes = [0, .. Enumerable.Range(2, Math.Max(0, (int)x.ndim - 2)).Select(axis => (long)axis)];
        var (ownMean, ownVariance) = (x.mean(axes), x.var(axes, unbiased: false));
        return
        [
            (mean * momentum) + (ownMean * (1 - momentum)),
            (variance * momentum) + (ownVariance * (1 - momentum)),
            ownMean,
            ownVariance,
        ];
    }

    static Tensor Flat(Tensor x) => x.ndim == 1 ? x : x.reshape(-1);

    static Tensor[] LayerNormalization(OperatorCall call)
    {
        var (x, scale, bias) = (call[0], call[1], call.Optional(2));
        var axis = (int)call.Axis(call.Attributes.Int("axis", -1), x.ndim);
        double epsilon = call.Attributes.Float("epsilon", 1e-5f);
        var shape = x.shape[axis..];
        var fits = scale.shape.SequenceEqual(shape) && (bias is null || bias.shape.SequenceEqual(shape));
        var y = fits ? F.layer_norm(x, shape, scale, bias, epsilon) : F.layer_norm(x, shape, eps: epsilon) * scale;
        if (!fits && bias is not null)
            y += bias;
        if (call.Node.Outputs.Length == 1)
            return [y];

        long[] axes = [.. Enumerable.Range(axis, shape.Length).Select(i => (long)i)];
        var inverse = (x.var(axes, unbiased: false, keepdim: true) + epsilon).rsqrt();
        return [y, x.mean(axes, keepdim: true), inverse];
    }

    static Tensor RmsNormalization(OperatorCall call)
    {
        var x = call[0];
        var axis = (int)call.Axis(call.Attributes.Int("axis", -1), x.ndim);
        long[] axes = [.. Enumerable.Range(axis, (int)x.ndim - axis).Select(i => (long)i)];
        var square = (x * x).mean(axes, keepdim: true);
        return x * (square + call.Attributes.Float("epsilon", 1e-5f)).rsqrt() * call[1];
    }

    static Tensor GroupNormalization(OperatorCall call)
    {
        var (x, scale, bias) = (call[0], call[1], call[2]);
        var groups = call.Attributes.Int("num_groups", 1);
        // Version 18 has one scale a group, version 21 one a channel.
        if (call.Node.Operator.SinceVersion == 18)
        {
            var perGroup = x.shape[1] / groups;
            scale = scale.unsqueeze(1).expand(groups, perGroup).reshape(-1);
            bias = bias.unsqueeze(1).expand(groups, perGroup).reshape(-1);
        }

        return F.group_norm(x, groups, scale, bias, call.Attributes.Float("epsilon", 1e-5f));
    }

    static Tensor LpNormalization(OperatorCall call)
    {
        var x = call[0];
        long[] axes = [call.Axis(call.Attributes.Int("axis", -1), x.ndim)];
        var norm = call.Attributes.Int("p", 2) == 1
            ? x.abs().sum(axes, keepdim: true)
            : ReductionOperators.Root((x * x).sum(axes, keepdim: true));
        return x / norm.masked_fill(norm.eq(0), 1);
    }

    static Tensor MeanVarianceNormalization(OperatorCall call)
    {
        var x = call[0];
        long[] axes = call.Attributes.Has("axes") ? [.. call.Attributes.Ints("axes")] : [0, 2, 3];
        var centred = x - x.mean(axes, keepdim: true);
        var deviation = ReductionOperators.Root((centred * centred).mean(axes, keepdim: true));
        return centred / (deviation + 1e-9);
    }
}
