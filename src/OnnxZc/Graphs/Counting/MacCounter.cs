using OnnxZc.Graphs.Rewriting;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Counting;

/// <summary>
/// Counts parameters and multiply-accumulates by the convention of AutoDL-Projects, the source of the numbers in
/// NAS-Bench-201: a multiply with its add is one; convolutions, linear layers and matrix products count, a bias adds
/// one per output element; pooling, normalisation, activations and elementwise arithmetic count 0.
/// </summary>
/// <remarks>
/// For one sample: what depends on the inputs is divided by the leading dimension of the first input. Products of two
/// activations, as in attention, count like any other, which the reference code does not reach.
/// </remarks>
static class MacCounter
{
    /// <summary>The counts of a folded graph.</summary>
    /// <exception cref="ModelException">The total exceeds 64 bits.</exception>
    public static ModelCounts Count(Graph folded, Shapes shapes)
    {
        try
        {
            return Total(folded, shapes);
        }
        catch (OverflowException overflow)
        {
            throw new ModelException(
                ModelErrorCode.TooLarge, "the multiply-accumulates or parameters exceed 64 bits", overflow);
        }
    }

    static ModelCounts Total(Graph folded, Shapes shapes)
    {
        var constant = ConstantValues.Of(folded);
        var biases = LinearBiases.Of(folded, constant);
        var (counted, perBatch, once) = (0, 0L, 0L);
        var (uncounted, free) = (new List<string>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var node in folded.Nodes)
        {
            if (Cost(node, folded, shapes, constant, biases) is not { } macs)
            {
                uncounted.Add(node.Operator.ToString());
            }
            else if (MacRules.Find(node.Operator) is null)
            {
                free.Add(node.Operator.Type);
            }
            else
            {
                counted++;
                var isOnce = node.Outputs.All(output => output.Length == 0 || constant.Contains(output));
                (perBatch, once) = isOnce ? (perBatch, checked(once + macs)) : (checked(perBatch + macs), once);
            }
        }

        return new(
            ParameterInitializers.Of(folded).Sum(name => folded.Initializers[name].Count),
            LayerWeights.Count(folded, constant),
            once + (perBatch / (double)Batch(folded, shapes)),
            counted + uncounted.Count == 0 ? 1 : counted / (double)(counted + uncounted.Count),
            [.. uncounted.Distinct().Order(StringComparer.Ordinal)],
            [.. free]);
    }

    static long? Cost(
        Node node, Graph graph, Shapes shapes, HashSet<string> constant, Dictionary<string, string> biases)
    {
        if (MacRules.Find(node.Operator) is not { } rule)
            return ShapeRuleTable.Covers(node.Operator) ? 0 : null;
        var hasBias = node.Operator.Type == "Gemm"
            ? node.HasInput(2) && constant.Contains(node.Inputs[2])
            : biases.TryGetValue(node.Outputs[0], out var bias)
                && shapes.Shape(node.Outputs[0]) is { IsDefaultOrEmpty: false } output
                && graph.Initializers[bias].Count == output[^1];
        var counted = new CountedNode(node, shapes, hasBias);
        return counted.IsKnown ? rule(counted) : null;
    }

    static long Batch(Graph graph, Shapes shapes) =>
        graph.Inputs.Select(input => shapes.Shape(input.Name)).FirstOrDefault(shape => !shape.IsDefaultOrEmpty)
            is { IsDefault: false } first && first[0] > 0 ? first[0] : 1;
}
