using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Normalisations, and Dropout, which scoring treats as the identity.</summary>
static class NormalizationOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("BatchNormalization", [7, 9, 14, 15], BatchNormalization);
        table.Add("LayerNormalization", [17], LayerNormalization);
        table.Add("InstanceNormalization", [6, 22], call => F.instance_norm(
            call[0], weight: call[1], bias: call[2], eps: call.Attributes.Float("epsilon", 1e-5f)));
        table.Add("GroupNormalization", [18, 21], GroupNormalization);
        table.Add("LRN", [1, 13], call => F.local_response_norm(
            call[0],
            call.Attributes.Int("size", 1),
            call.Attributes.Float("alpha", 1e-4f),
            call.Attributes.Float("beta", 0.75f),
            call.Attributes.Float("bias", 1)));
        table.Add("Dropout", [7, 10, 12, 13, 22], call => call[0].alias());
    }

    // The training_mode attribute is not read: the pass decides, since exporters set it by how they were called.
    static Tensor BatchNormalization(OperatorCall call)
    {
        var epsilon = call.Attributes.Float("epsilon", 1e-5f);
        return call.Normalisation switch
        {
            Normalisation.Off => call[0].alias(),
            Normalisation.Batch => F.batch_norm(call[0], null, null, call[1], call[2], training: true, eps: epsilon),
            _ => F.batch_norm(call[0], call[3], call[4], call[1], call[2], training: false, eps: epsilon),
        };
    }

    static Tensor LayerNormalization(OperatorCall call)
    {
        if (call.Node.Outputs.Skip(1).Any(output => output.Length > 0))
            throw call.Unsupported("the mean and deviation outputs");
        var x = call[0];
        var axis = call.Axis(call.Attributes.Int("axis", -1), x.ndim);
        return F.layer_norm(
            x, [.. x.shape.Skip((int)axis)], call[1], call.Optional(2), call.Attributes.Float("epsilon", 1e-5f));
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
}
