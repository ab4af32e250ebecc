using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>Computes a node's outputs from constant inputs; null where the operator does not define them.</summary>
/// <param name="operation">The node; the contents of all given inputs are known.</param>
/// <param name="outputs">The outputs' types and shapes, as inferred.</param>
delegate TensorData[]? ConstantKernel(Operation operation, ImmutableArray<TensorShape> outputs);
