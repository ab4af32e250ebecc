using OnnxZc.Graphs;

namespace OnnxZc.Findings.Rules;

/// <summary>Tensors that no result depends on.</summary>
sealed class UnusedInitializers : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        var used = LiveNodes.Of(subject.Graph).SelectMany(node => node.Reads)
            .Concat(subject.Graph.Outputs.Select(output => output.Name))
            .ToHashSet(StringComparer.Ordinal);
        var unused = subject.Graph.Initializers.Where(pair => !used.Contains(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToArray();
        return unused.Length == 0 ? null : new(
            "unused-initializers",
            Severity.Note,
            $"{Subject.Count(unused.Length, "initializer")} ({unused.Sum(pair => pair.Value.Count)} elements) that no "
            + "result depends on; they count in no proxy.",
            "Remove them, for example with onnxsim, or by exporting only the outputs that you need.",
            [.. unused.Select(pair => pair.Key)]);
    }
}
