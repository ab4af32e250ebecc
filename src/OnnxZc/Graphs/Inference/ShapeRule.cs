namespace OnnxZc.Graphs.Inference;

/// <summary>How an operator's output shapes follow from its inputs.</summary>
/// <param name="Infer">The rule; it throws <see cref="ModelException"/> where shapes cannot fit.</param>
/// <param name="ToleratesUnknown">Whether the rule may tell something although an input's shape is unknown.</param>
readonly record struct ShapeRule(Func<Operation, Inferred> Infer, bool ToleratesUnknown = false);
