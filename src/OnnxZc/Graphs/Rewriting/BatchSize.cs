using System.Collections.Immutable;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>The batch as a value of the graph: the leading size of its first input, read when the graph runs.</summary>
/// <param name="graph">The graph.</param>
sealed class BatchSize(Graph graph)
{
    const string Index = "batch/index";
    const string Dimensions = "batch/dimensions";

    /// <summary>The value's name: one int64 in one dimension.</summary>
    public string Name => "batch/size";

    /// <summary>The nodes that make the value.</summary>
    public ImmutableArray<Node> Nodes =>
    [
        Node("Shape", [Source.Name], Dimensions),
        Node("Gather", [Dimensions, Index], Name, KeyValuePair.Create<string, object>("axis", 0L)),
    ];

    /// <summary>The constants that they read.</summary>
    public ImmutableArray<KeyValuePair<string, TensorData>> Initializers => [new(Index, TensorData.Int64s(0))];

    ValueInfo Source => graph.Inputs.First(input => !input.Shape.IsDefaultOrEmpty && input.Shape[0].Size is null);

    /// <summary>A node of the default domain at the version that the graph's opset gives it.</summary>
    public Node Node(
        string type, ImmutableArray<string> inputs, string output, params KeyValuePair<string, object>[] attributes) =>
        new("", new("", type, OperatorVersions.Resolve("", type, graph.Opsets[""])), inputs, [output], new(attributes));
}
