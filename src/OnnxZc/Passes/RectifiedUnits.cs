using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;

namespace OnnxZc.Passes;

/// <summary>
/// The values whose signs are the units of the activation kernel: Relu, Clip from 0 (ReLU6), LeakyRelu and PRelu, one
/// entry per node. Hard-swish, GELU, SiLU and sigmoid have no such units in any reference code.
/// </summary>
static class RectifiedUnits
{
    /// <summary>
    /// ONNX value names, one per unit-bearing node. The output has the input's sign where the slope below 0 is not
    /// negative, and reading it lets ONNX Runtime fuse the activation into what precedes it.
    /// </summary>
    public static IReadOnlyList<string> Of(Graph graph) =>
        [.. graph.Nodes.Select(node => UnitOf(graph, node)).OfType<string>()];

    static string? UnitOf(Graph graph, Node node) => node.Operator switch
    {
        { Domain: "", Type: "Relu" } => node.Outputs[0],
        { Domain: "", Type: "Clip" } => ClipBounds.IsFromZero(graph, node) ? node.Outputs[0] : null,
        { Domain: "", Type: "LeakyRelu" } when node.Attributes.Float("alpha", 0.01f) >= 0 => node.Outputs[0],
        { Domain: "", Type: "LeakyRelu" } => node.Inputs[0],
        { Domain: "", Type: "PRelu" } => node.Inputs[0],
        _ => null,
    };
}
