using OnnxZc.Graphs;

namespace OnnxZc.Checks;

/// <summary>What a model takes, gives and does, as its file declares it.</summary>
static class ModelOutline
{
    /// <summary>The inputs and outputs in order, and how many nodes there are of each operator.</summary>
    public static GraphOutline Of(Graph graph) => new(
        [.. graph.Inputs.Select(input => input.ToString())],
        [.. graph.Outputs.Select(output => output.ToString())],
        graph.AllNodes
            .CountBy(node => node.Operator.Domain.Length == 0
                ? node.Operator.Type
                : $"{node.Operator.Domain}.{node.Operator.Type}")
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .ToDictionary());

    /// <summary>How two histograms of operators differ, such as <c>Conv 3 → 4</c>; empty where they do not.</summary>
    public static IReadOnlyList<string> Changes(
        IReadOnlyDictionary<string, int> before, IReadOnlyDictionary<string, int> after) =>
    [
        .. before.Keys.Union(after.Keys)
            .Order(StringComparer.Ordinal)
            .Select(name => (name, Then: before.GetValueOrDefault(name), Now: after.GetValueOrDefault(name)))
            .Where(count => count.Then != count.Now)
            .Select(count => $"{count.name} {count.Then} → {count.Now}"),
    ];
}
