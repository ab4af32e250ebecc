using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Graphs.Counting;

/// <summary>
/// The depth of a network: the layers on the longest path to an output. A layer is a convolution, linear layer, matrix
/// product or recurrent layer with a weight that does not depend on the input; those inside of a branch or loop count
/// once.
/// </summary>
sealed class GraphDepth
{
    static readonly HashSet<string> Layers = new(StringComparer.Ordinal)
    {
        "Conv", "ConvInteger", "ConvTranspose", "GRU", "Gemm", "LSTM", "MatMul", "MatMulInteger", "QLinearConv",
        "QLinearMatMul", "RNN",
    };

    readonly HashSet<string> _constant;
    readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);

    GraphDepth(Graph graph) => _constant = ConstantValues.Of(graph);

    /// <summary>The depth of a folded graph.</summary>
    public static int Of(Graph folded)
    {
        var depth = new GraphDepth(folded);
        depth.Follow(folded);
        return folded.Outputs.Select(output => depth.At(output.Name)).Prepend(0).Max();
    }

    int Follow(Graph graph)
    {
        var deepest = 0;
        foreach (var node in graph.Nodes)
        {
            var before = node.Reads.Select(At).Prepend(0).Max();
            var depth = IsLayer(node) ? before + 1 : before;
            foreach (var body in node.Attributes.Bodies)
            {
                foreach (var input in body.Inputs)
                    _depths[input.Name] = before;
                depth = Math.Max(depth, Follow(body));
            }

            foreach (var output in node.Outputs)
                _depths[output] = depth;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    int At(string value) => _depths.GetValueOrDefault(value);

    bool IsLayer(Node node)
    {
        if (node.Operator.Domain.Length > 0 || !Layers.Contains(node.Operator.Type))
            return false;
        var isFixed = node.Inputs.Where(input => input.Length > 0).Select(_constant.Contains).ToArray();
        return isFixed.Contains(true) && isFixed.Contains(false);
    }
}
