namespace OnnxZc.Graphs.Inference;

/// <summary>A node whose outputs have no known shape.</summary>
/// <param name="Node">The node.</param>
/// <param name="Reason">Why: an operator without a rule, a shape that depends on data, or an unknown input.</param>
sealed record UnknownShape(Node Node, string Reason);
