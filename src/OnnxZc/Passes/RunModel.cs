using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Passes;

/// <summary>
/// A model as an engine needs it: its graphs, a batch, and what is known of every value at the batch's shapes.
/// </summary>
/// <param name="File">The graph as the file has it.</param>
/// <param name="Graph">The graph that is scored.</param>
/// <param name="BatchForm">What happened to the batch dimension.</param>
/// <param name="Shapes">The shapes of every value.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Seed">The seed of labels that the batch does not have.</param>
sealed record RunModel(Graph File, Graph Graph, BatchForm BatchForm, Shapes Shapes, Batch Batch, long Seed);
