using OnnxZc.Graphs;

namespace OnnxZc.Findings.Rules;

/// <summary>BatchNormalization merged into convolutions.</summary>
sealed class BatchNormFolded : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject) => BatchNormDetection.Of(subject.Folded) != BatchNormForm.Folded
        ? null
        : new(
            "bn-folded",
            Severity.Warning,
            "It seems that the exporter merged BatchNormalization into the convolutions: gradient proxies then differ "
            + "from those of the network as designed.",
            "Export with do_constant_folding=False and training=torch.onnx.TrainingMode.PRESERVE on a model in eval "
            + "mode to keep BatchNormalization.",
            [.. subject.Nodes("Conv").Where(node => node.HasInput(2)).Select(node => node.Label)]);
}
