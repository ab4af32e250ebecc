using OnnxZc.Graphs;

namespace OnnxZc.Findings.Rules;

/// <summary>Dropout that other tools would apply when they run the model.</summary>
sealed class DropoutInTraining : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        var nodes = subject.Nodes("Dropout").Where(node => Drops(subject, node)).ToArray();
        return Finding.At(
            nodes,
            "dropout-training",
            Severity.Warning,
            $"{Subject.Count(nodes.Length, "Dropout")} left in training mode: other tools give random results; scoring "
            + "passes values through.",
            "Call model.eval() before the export.");
    }

    /// <summary>Whether a Dropout node is switched on for good, with a ratio above 0.</summary>
    public static bool Drops(Subject subject, Node node) =>
        node.Input(2) is { } mode && subject.Number(mode) is not (null or 0)
        && (node.Input(1) is not { } ratio || subject.Number(ratio) is not 0);
}
