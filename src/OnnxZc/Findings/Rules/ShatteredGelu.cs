using OnnxZc.Graphs;

namespace OnnxZc.Findings.Rules;

/// <summary>GELU written with Erf, x · (erf(x / √2) + 1) / 2, or with Tanh in its approximate form.</summary>
sealed class ShatteredGelu : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        Node[] nodes =
        [
            .. subject.Nodes("Erf").Where(node => IsScaled(subject, node) && IsShifted(subject, node)),
            .. subject.Nodes("Tanh").Where(node => IsCubic(subject, node) && IsShifted(subject, node)),
        ];
        return Finding.At(
            nodes,
            "gelu-shattered",
            Severity.Note,
            $"{Subject.Count(nodes.Length, "GELU")} written as primitive operators; scores are the same, only slower.",
            "Export with opset_version=20 or newer to keep Gelu.");
    }

    static bool IsScaled(Subject subject, Node erf) => subject.Producer(erf.Input(0), "Div", "Mul") is { } scaled
        && scaled.Inputs.Any(input => subject.Number(input) is { } by
            && Math.Abs((scaled.Operator.Type == "Div" ? by : 1 / by) - Math.Sqrt(2)) < 1e-3);

    // tanh(√(2/π) (x + 0.044715 x³))
    static bool IsCubic(Subject subject, Node tanh) =>
        subject.Producer(tanh.Input(0), "Mul") is { } scaled
        && scaled.Inputs.Select(input => subject.Producer(input, "Add")).OfType<Node>()
            .SelectMany(sum => sum.Inputs.Select(input => subject.Producer(input, "Mul"))).OfType<Node>()
            .Any(term => term.Inputs.Any(input => subject.Number(input) is { } by && Math.Abs(by - 0.044715) < 1e-5));

    static bool IsShifted(Subject subject, Node node) => subject.Readers(node.Outputs[0]).Any(sum =>
        sum.Operator is { Domain: "", Type: "Add" }
        && sum.Inputs.Any(input => subject.Number(input) is { } one && Math.Abs(one - 1) < 1e-6)
        && subject.Readers(sum.Outputs[0]).Any(reader => reader.Operator is { Domain: "", Type: "Mul" }));
}
