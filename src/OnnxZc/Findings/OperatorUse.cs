using OnnxZc.Graphs;

namespace OnnxZc.Findings;

/// <summary>An operator in a graph.</summary>
/// <param name="Operator">Which, with the since-version of its definition.</param>
/// <param name="Count">How many nodes use it.</param>
/// <param name="IsSupported">Whether networks with it can be rebuilt.</param>
sealed record OperatorUse(OperatorId Operator, int Count, bool IsSupported);
