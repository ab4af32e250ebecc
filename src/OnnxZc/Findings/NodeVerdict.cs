using OnnxZc.Graphs;

namespace OnnxZc.Findings;

/// <summary>What scoring makes of one node, and why.</summary>
/// <param name="Node">The node.</param>
/// <param name="Verdict">What is made of it.</param>
/// <param name="Reason">Why, where the verdict does not say it.</param>
sealed record NodeVerdict(Node Node, Verdict Verdict, string Reason);
