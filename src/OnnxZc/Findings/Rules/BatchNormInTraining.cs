using OnnxZc.Graphs;

namespace OnnxZc.Findings.Rules;

/// <summary>BatchNormalization in training form.</summary>
sealed class BatchNormInTraining : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        var nodes = subject.Nodes("BatchNormalization").Where(BatchNormTraining.Is).ToArray();
        return Finding.At(
            nodes,
            "bn-training",
            Severity.Note,
            $"{Subject.Count(nodes.Length, "BatchNormalization")} in training form; --bn decides what scoring does, "
            + "other tools normalise by the batch.",
            "Call model.eval() before the export, with training=torch.onnx.TrainingMode.PRESERVE.");
    }
}
