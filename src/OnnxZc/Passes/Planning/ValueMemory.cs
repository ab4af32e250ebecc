using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Passes.Planning;

/// <summary>
/// The bytes that a graph's tensors take by their shapes; a value of unknown shape counts as nothing.
/// </summary>
sealed class ValueMemory
{
    static readonly HashSet<string> Views = new(StringComparer.Ordinal)
    {
        "Dropout", "Flatten", "Identity", "Reshape", "Slice", "Split", "Squeeze", "Transpose", "Unsqueeze",
    };

    static readonly HashSet<string> KeepNothing = new(StringComparer.Ordinal)
    {
        "Add", "Cast", "Concat", "Expand", "Gather", "GlobalAveragePool", "Neg", "Pad", "ReduceMean", "ReduceSum",
        "Resize", "Shape", "Sub", "Sum",
    };

    static readonly HashSet<string> KeepOutputs = new(StringComparer.Ordinal)
    {
        "Exp", "LogSoftmax", "Relu", "Sigmoid", "Softmax", "Sqrt", "Tanh",
    };

    readonly Shapes _shapes;
    readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);
    readonly HashSet<string> _saved = new(StringComparer.Ordinal);

    /// <param name="graph">A folded graph.</param>
    /// <param name="shapes">The shapes of its values.</param>
    public ValueMemory(Graph graph, Shapes shapes)
    {
        _shapes = shapes;
        foreach (var node in graph.Nodes.Where(node => Views.Contains(node.Operator.Type)))
        {
            foreach (var output in node.Outputs)
                _roots[output] = RootOf(node.Inputs[0]);
        }

        Weights = graph.Initializers.Values.Where(data => data.IsFloat).Sum(data => (long)data.Bytes.Length);
        LargestWeight = graph.Initializers.Values.Where(data => data.IsFloat).Select(data => data.Bytes.Length)
            .Prepend(0).Max();
        Largest = graph.Nodes.SelectMany(node => node.Outputs).Select(SizeOf).Prepend(0).Max();
        Live = MostAlive(graph);
        Saved = SavedBy(graph);
    }

    /// <summary>All floating-point weights.</summary>
    public long Weights { get; }

    /// <summary>The largest of them.</summary>
    public long LargestWeight { get; }

    /// <summary>The largest value.</summary>
    public long Largest { get; }

    /// <summary>The most that is alive at once in a forward pass which frees values after their last use.</summary>
    public long Live { get; }

    /// <summary>What autograd keeps between the forward and the backward half.</summary>
    public long Saved { get; }

    /// <summary>These values together.</summary>
    public long Of(IEnumerable<string> names) => names.Select(RootOf).Distinct(StringComparer.Ordinal).Sum(SizeOf);

    /// <summary>Whether autograd keeps a value for the backward half.</summary>
    public bool IsSaved(string name) => _saved.Contains(RootOf(name));

    long MostAlive(Graph graph)
    {
        var lastRead = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            foreach (var name in graph.Nodes[i].Reads)
                lastRead[RootOf(name)] = i;
        }

        var ends = lastRead.Where(pair => !graph.Initializers.ContainsKey(pair.Key))
            .ToLookup(pair => pair.Value, pair => pair.Key);
        var (alive, most) = (Of(graph.Inputs.Select(input => input.Name)), 0L);
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            alive += graph.Nodes[i].Outputs.Where(name => RootOf(name) == name).Sum(SizeOf);
            most = Math.Max(most, alive);
            alive -= ends[i].Sum(SizeOf);
        }

        return most;
    }

    long SavedBy(Graph graph)
    {
        var indices = 0L;
        foreach (var node in graph.Nodes)
        {
            var type = node.Operator.Type;
            if (KeepOutputs.Contains(type))
                _saved.Add(RootOf(node.Outputs[0]));
            else if (!Views.Contains(type) && !KeepNothing.Contains(type))
                _saved.UnionWith(node.Reads.Where(name => !graph.Initializers.ContainsKey(name)).Select(RootOf));
            if (type == "MaxPool")
                indices += 2 * SizeOf(node.Outputs[0]);
        }

        return _saved.Sum(SizeOf) + indices;
    }

    string RootOf(string name) => _roots.GetValueOrDefault(name, name);

    long SizeOf(string name) => _shapes.Shape(name) is { IsDefault: false } shape
        ? TensorData.CountOf(shape) * TensorData.SizeOf(
            _shapes.Type(name) is var type && type is ElementType.Undefined or ElementType.String
                ? ElementType.Float32
                : type)
        : 0;
}
