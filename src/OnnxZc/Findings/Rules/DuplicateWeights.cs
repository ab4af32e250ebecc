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
        var groups = Groups(subject, (_, data) => Digest(data));
        var extra = groups.Sum(names => names.Length - 1);
        return extra == 0 ? null : new(
            "duplicate-weights",
            Severity.Warning,
            $"{Subject.Count(extra, "tensor")} of the file hold what another one holds: '{groups[0][0]}' equals "
            + $"'{groups[0][1]}'. Shared layers written twice count twice, and untrained ones say little.",
            "Use one parameter for layers that are meant to share it; otherwise train the model first.",
            [.. groups.SelectMany(names => names)]);
    }

    /// <summary>The names of equal tensors, group by group in ordinal order.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="digest">SHA-256 of the elements of a tensor, by its name or data.</param>
    public static string[][] Groups(Subject subject, Func<string, TensorData, string> digest) =>
    [
        // Equal shapes first: most tensors need no hash.
        .. subject.Graph.Initializers
            .Where(pair => pair.Value.IsFloat && pair.Value.Count >= Smallest)
            .GroupBy(pair => (pair.Value.Type, string.Join('x', pair.Value.Shape)))
            .Where(same => same.Count() > 1)
            .SelectMany(same => same.GroupBy(pair => digest(pair.Key, pair.Value)))
            .Where(same => same.Count() > 1)
            .Select(same => same.Select(pair => pair.Key).Order(StringComparer.Ordinal).ToArray())
            .OrderBy(names => names[0], StringComparer.Ordinal),
    ];

    /// <summary>SHA-256 of a tensor's elements, in upper-case hexadecimal.</summary>
    public static string Digest(TensorData data) => Convert.ToHexString(SHA256.HashData(data.Bytes.Span));
}
