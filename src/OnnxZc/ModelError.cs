using OnnxZc.Graphs;

namespace OnnxZc;

/// <summary>Why a model could not be scored.</summary>
/// <param name="Code">What is wrong, for scripts.</param>
/// <param name="Message">What is wrong, where, and the way out, in a sentence.</param>
/// <param name="Node">The node at fault, if one is.</param>
/// <param name="Operator">The operator at fault, if one is.</param>
public sealed record ModelError(ModelErrorCode Code, string Message, string? Node = null, string? Operator = null);
