namespace OnnxZc.Findings.Rules;

/// <summary>A weightless model.</summary>
sealed class WeightsDrawn : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        var nodes = subject.Nodes("RandomNormal").Concat(subject.Nodes("RandomUniform")).ToArray();
        return Finding.At(
            nodes,
            "weightless",
            Severity.Note,
            $"{Subject.Count(nodes.Length, "tensor")} drawn when the model is read instead of held by the file: scores "
            + "are those of random weights.",
            "Score with --init and a scheme to say which, or take the file with the weights.");
    }
}
