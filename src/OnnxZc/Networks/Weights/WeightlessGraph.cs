using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Networks.Weights;

/// <summary>
/// The weightless form of a graph: the large learned tensors become nodes that generate tensors of the same name, type
/// and shape. Everything else stays, so that it is the same network here and in any other ONNX tool, with the same
/// parameters, multiply-accumulates and graph hash, and equal scores after re-initialisation.
/// </summary>
/// <remarks>
/// Weights are drawn normal with the deviation that keeps activations in range, normalisations are neutral, biases 0;
/// a tensor of one repeated number keeps it. Tensors of up to 64 elements and all without a role
/// (<see cref="TensorRoles"/>) stay as they are. ONNX Runtime draws no 16-bit numbers, and none from opset 22 on: such
/// weights are filled with their deviation instead, bfloat16 ones stay.
/// </remarks>
sealed class WeightlessGraph
{
    const int MostKept = 64;
    const int OldestConstantOfShape = 9;
    const int FirstWithoutDraws = 22;

    readonly Graph _graph;
    readonly int _opset;
    readonly IReadOnlyDictionary<string, TensorRole> _roles;
    readonly ILookup<string, string> _aliases;
    readonly List<Node> _nodes = [];
    readonly GeneratorNodes _generators;

    WeightlessGraph(Graph graph)
    {
        _graph = graph;
        _opset = graph.Opsets.GetValueOrDefault("", OperatorVersions.Oldest);
        _roles = TensorRoles.Of(ConstantFolder.Fold(graph));
        _aliases = graph.Nodes.Where(node => node.Operator is { Domain: "", Type: "Identity" })
            .ToLookup(node => node.Inputs[0], node => node.Outputs[0], StringComparer.Ordinal);
        // The names of subgraphs are one space with those around them.
        var names = graph.AllNodes.SelectMany(node => node.Inputs.Concat(node.Outputs))
            .Concat(graph.Inputs.Select(input => input.Name))
            .Concat(graph.Initializers.Keys)
            .ToHashSet(StringComparer.Ordinal);
        _generators = new(_opset, _nodes.Add, names.Contains);
    }

    /// <summary>
    /// The weightless form of <paramref name="graph"/>; one that is weightless already stays as it is.
    /// </summary>
    /// <exception cref="ModelException">Its constants cannot be folded.</exception>
    public static Graph Of(Graph graph) => new WeightlessGraph(graph).Rewrite();

    Graph Rewrite()
    {
        var read = _graph.Nodes.SelectMany(node => node.Reads)
            .Concat(_graph.Outputs.Select(output => output.Name))
            .ToHashSet(StringComparer.Ordinal);
        var kept = new List<KeyValuePair<string, TensorData>>();
        foreach (var pair in _graph.Initializers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (read.Contains(pair.Key) && !Replace(pair.Key, pair.Value))
                kept.Add(pair);
        }

        foreach (var node in _graph.Nodes)
        {
            var isReplaced = node.Operator is { Domain: "", Type: "Constant" }
                && ConstantNode.Value(node) is { } data && Replace(node.Outputs[0], data);
            if (!isReplaced)
                _nodes.Add(node);
        }

        return _graph.With(_nodes, kept);
    }

    bool Replace(string name, TensorData data)
    {
        if (!data.IsFloat || data.Count <= MostKept || Role(name) is not { } role)
            return false;
        var isUpdated = role.Kind is RoleKind.UpdatedMean or RoleKind.UpdatedVariance;
        if (!isUpdated && IsRepeated(data) && Fill(name, data, First(data)))
            return true;
        return Value(role) is var (isDrawn, mean, deviation) && isDrawn
            ? Draw(name, data, mean, deviation)
            : Fill(name, data, Number(data.Type, mean)) || Draw(name, data, mean, 1e-6);
    }

    static (bool IsDrawn, double Mean, double Deviation) Value(TensorRole role) => role.Kind switch
    {
        RoleKind.Convolution => (true, 0, Math.Sqrt(2.0 / role.FanIn)),
        RoleKind.Linear => (true, 0, 1 / Math.Sqrt(role.FanIn)),
        RoleKind.Recurrent => (true, 0, 1 / Math.Sqrt(3.0 * role.FanIn)),
        RoleKind.Embedding => (true, 0, 1),
        RoleKind.Table => (true, 0, 0.02),
        RoleKind.UpdatedMean => (true, 0, 1e-3),
        RoleKind.UpdatedVariance => (true, 1, 1e-3),
        RoleKind.One => (false, 1, 0),
        RoleKind.Slope => (false, 0.25, 0),
        _ => (false, 0, 0),
    };

    bool Draw(string name, TensorData data, double mean, double deviation)
    {
        if (_opset < FirstWithoutDraws && data.Type is ElementType.Float32 or ElementType.Float64)
        {
            _generators.Normal(name, data.Shape.AsSpan(), deviation, mean, data.Type);
            return true;
        }

        return Fill(name, data, Number(data.Type, mean + deviation));
    }

    bool Fill(string name, TensorData data, TensorData value)
    {
        if (_opset < OldestConstantOfShape || data.Type == ElementType.BFloat16)
            return false;
        _generators.Filled(name, data.Shape.AsSpan(), value);
        return true;
    }

    /// <summary>What all names have in common that a tensor is read under.</summary>
    TensorRole? Role(string name)
    {
        TensorRole? role = null;
        var names = new Stack<string>([name]);
        while (names.TryPop(out var next))
        {
            role ??= _roles.GetValueOrDefault(next);
            foreach (var alias in _aliases[next])
                names.Push(alias);
        }

        return role;
    }

    static bool IsRepeated(TensorData data)
    {
        var size = TensorData.SizeOf(data.Type);
        var bytes = data.Bytes.Span;
        return bytes[size..].SequenceEqual(bytes[..^size]);
    }

    static TensorData First(TensorData data) =>
        new(data.Type, [1], data.Bytes[..TensorData.SizeOf(data.Type)].ToArray());

    static TensorData Number(ElementType type, double value) => Elements.Of(new(type, [1]), [value]);
}
