using System.Security.Cryptography;
using OnnxZc.Graphs;

namespace OnnxZc.Findings.Rules;

/// <summary>Float tensors that the file holds more than once.</summary>
sealed class DuplicateWeights : IFindingRule
{
    const int Smallest = 65;

    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        // Equal shapes first: most tensors need no hash.
        var groups = subject.Graph.Initializers
            .Where(pair => pair.Value.IsFloat && pair.Value.Count >= Smallest)
            .GroupBy(pair => (pair.Value.Type, string.Join('x', pair.Value.Shape)))
            .Where(same => same.Count() > 1)
            .SelectMany(same => same.GroupBy(pair => Hash(pair.Value)))
            .Where(same => same.Count() > 1)
            .Select(same => same.Select(pair => pair.Key).Order(StringComparer.Ordinal).ToArray())
            .OrderBy(names => names[0], StringComparer.Ordinal)
            .ToArray();
        var extra = groups.Sum(names => names.Length - 1);
        return extra == 0 ? null : new(
            "duplicate-weights",
            Severity.Warning,
            $"{Subject.Count(extra, "tensor")} of the file hold what another one holds: '{groups[0][0]}' equals "
            + $"'{groups[0][1]}'. Shared layers written twice count twice, and untrained ones say little.",
            "Use one parameter for layers that are meant to share it; otherwise train the model first.",
            [.. groups.SelectMany(names => names)]);
    }

    static string Hash(TensorData data) => Convert.ToHexString(SHA256.HashData(data.Bytes.Span));
}
