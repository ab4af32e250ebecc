using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Findings;

/// <summary>Something about a model that its owner may want to know, or to change.</summary>
/// <param name="Code">The rule that found it, in kebab case: what scripts match.</param>
/// <param name="Severity">What it means for the scores.</param>
/// <param name="Message">What was found, in a sentence; names of the model stand in it as they are.</param>
/// <param name="Fix">The smallest change that removes it, in a sentence.</param>
/// <param name="Where">The names of the nodes or tensors, in the graph's order.</param>
sealed record Finding(string Code, Severity Severity, string Message, string Fix, ImmutableArray<string> Where)
{
    /// <summary>What was found at <paramref name="nodes"/>; null where there are none.</summary>
    public static Finding? At(
        IReadOnlyCollection<Node> nodes, string code, Severity severity, string message, string fix) =>
        nodes.Count == 0 ? null : new(code, severity, message, fix, [.. nodes.Select(node => node.Label)]);
}
