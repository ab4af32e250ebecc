using System.Globalization;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Passes.Agreement;

namespace OnnxZc.Findings;

/// <summary>The smallest part of a model that fails, as a model of its own: what a bug report needs.</summary>
/// <param name="Graph">The node at fault with its inputs as inputs and its constants.</param>
/// <param name="Node">The node.</param>
/// <param name="Reason">What is wrong with it.</param>
sealed record Extraction(Graph Graph, Node Node, string Reason)
{
    /// <summary>
    /// The first node that cannot be rebuilt, else the first that fails or differs from ONNX Runtime on noise; null
    /// where the whole model agrees.
    /// </summary>
    /// <exception cref="ModelException">The model cannot be run, and no node is at fault.</exception>
    public static Extraction? Of(Diagnosis diagnosis)
    {
        if (diagnosis.Nodes.FirstOrDefault(node => node.Verdict == Verdict.Unsupported) is { } unsupported)
            return Of(diagnosis.Folded, ShapesOf(diagnosis.File.Graph), unsupported.Node, unsupported.Reason);

        var prepared = Prepare(diagnosis.File.Graph, needsBatch: true);
        try
        {
            if (FirstDivergence.Of(prepared.ForEngines()) is not var (node, difference))
                return null;
            var reason = string.Create(
                CultureInfo.InvariantCulture, $"differs from ONNX Runtime by {difference:g2} of its scale");
            return Of(prepared.Graph, prepared.Shapes, node, reason);
        }
        catch (ModelException e) when (prepared.Graph.Nodes.FirstOrDefault(node => node.Label == e.Node) is { } node)
        {
            return Of(prepared.Graph, prepared.Shapes, node, e.Message);
        }
    }

    static Extraction Of(Graph graph, Shapes? shapes, Node node, string reason)
    {
        var read = node.Reads.Distinct().ToArray();
        var part = new Graph(
            node.Label,
            graph.Opsets,
            [.. read.Where(name => !graph.Initializers.ContainsKey(name)).Select(name => Value(graph, shapes, name))],
            [.. node.Outputs.Where(name => name.Length > 0).Select(name => Value(graph, shapes, name))],
            [node],
            graph.Initializers.Where(pair => read.Contains(pair.Key)));
        return new(part, node, reason);
    }

    static ValueInfo Value(Graph graph, Shapes? shapes, string name)
    {
        if (graph.Inputs.FirstOrDefault(input => input.Name == name) is { } input)
            return input;
        return shapes?[name] is { } known && known.Type != ElementType.Undefined
            ? new(name, known.Type, [.. known.Shape.Select(size => new Dimension(size))])
            : new(name, ElementType.Float32, default);
    }

    static Shapes? ShapesOf(Graph file)
    {
        try
        {
            return Prepare(file, needsBatch: false).Shapes;
        }
        catch (ModelException)
        {
            // Then the part declares no shapes: what cannot be rebuilt is at fault anyway.
            return null;
        }
    }

    static PreparedModel Prepare(Graph file, bool needsBatch) =>
        PreparedModel.Of(file, new() { Proxies = [], BatchSize = 2 }, needsBatch);
}
