using OnnxZc.Graphs;

namespace OnnxZc.Findings.Rules;

/// <summary>Layer normalisation written as (x - mean) / sqrt(mean((x - mean)²) + ε).</summary>
sealed class ShatteredLayerNorm : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        var nodes = subject.Nodes("Div").Where(node => IsNormalisation(subject, node)).ToArray();
        return Finding.At(
            nodes,
            "layer-norm-shattered",
            Severity.Note,
            $"{Subject.Count(nodes.Length, "layer normalisation")} written as primitive operators; scores are the "
            + "same, only slower.",
            "Export with opset_version=17 or newer to keep LayerNormalization.");
    }

    static bool IsNormalisation(Subject subject, Node divide)
    {
        if (subject.Producer(divide.Input(0), "Sub") is not { } centred
            || subject.Producer(centred.Input(1), "ReduceMean")?.Input(0) != centred.Input(0)
            || subject.Producer(divide.Input(1), "Sqrt") is not { } deviation
            || subject.Producer(deviation.Input(0), "Add") is not { } stable)
        {
            return false;
        }

        var variance = subject.Producer(stable.Input(0), "ReduceMean")
            ?? subject.Producer(stable.Input(1), "ReduceMean");
        // Exporters subtract the mean once, or once for each of the two places.
        return subject.Producer(variance?.Input(0), "Pow", "Mul") is { } square
            && subject.Producer(square.Input(0), "Sub", "Cast") is not null;
    }
}
