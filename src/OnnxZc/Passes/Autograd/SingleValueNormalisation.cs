using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Passes.Autograd;

/// <summary>
/// Finds where a batch's own statistics would be of a single value per channel, which normalises everything to 0.
/// </summary>
static class SingleValueNormalisation
{
    /// <exception cref="PassNotApplicableException">A node would do that.</exception>
    public static void Refuse(Graph graph, Shapes shapes)
    {
        var single = graph.Nodes.FirstOrDefault(node =>
            node.Operator is { Domain: "", Type: "BatchNormalization" }
            && shapes.Shape(node.Inputs[0]) is { IsDefault: false, Length: > 1 } shape
            && shape.Where((_, axis) => axis != 1).All(size => size == 1));
        if (single is not null)
        {
            throw new PassNotApplicableException(
                $"'{single.Label}' normalises a batch of one value per channel, which leaves nothing");
        }
    }
}
