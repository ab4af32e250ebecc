using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Losses of class scores [N, C, ...] against labels [N, ...].</summary>
static class LossOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("NegativeLogLikelihoodLoss", [12, 13, 22], call => Loss(call, call[0]));
        table.AddMany("SoftmaxCrossEntropyLoss", [12, 13], call =>
        {
            var logs = call[0].log_softmax(1);
            return [Loss(call, logs), logs];
        });
    }

    static Tensor Loss(OperatorCall call, Tensor logs)
    {
        var labels = call[1].to_type(torch.int64);
        var ignored = call.Attributes.Has("ignore_index")
            ? labels.eq(call.Attributes.Int("ignore_index", 0))
            : labels.zeros_like(torch.@bool);
        var safe = labels.masked_fill(ignored, 0);
        var weights = call.Optional(2) is { } given
            ? given.index_select(0, safe.reshape(-1)).reshape(labels.shape)
            : labels.ones_like(logs.dtype);
        weights = weights.masked_fill(ignored, 0);
        var picked = logs.gather(1, safe.unsqueeze(1)).squeeze(1).masked_fill(ignored, 0);
        var losses = -picked * weights;
        return call.Attributes.Text("reduction", "mean") switch
        {
            "none" => losses,
            "sum" => losses.sum(),
            "mean" => losses.sum() / weights.sum(),
            var other => throw call.Unsupported($"reduction {other}"),
        };
    }
}
