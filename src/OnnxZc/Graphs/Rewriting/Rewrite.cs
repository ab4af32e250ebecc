using System.Collections.Immutable;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>What stands in a node's place when the batch is free: it produces the same outputs.</summary>
/// <param name="Nodes">The nodes, in order.</param>
/// <param name="Initializers">Constants that they read and that are new.</param>
sealed record Rewrite(ImmutableArray<Node> Nodes, ImmutableArray<KeyValuePair<string, TensorData>> Initializers)
{
    /// <summary>The node as it is.</summary>
    public static Rewrite None(Node node) => new([node], []);

    /// <summary>The node reading a new constant instead of input <paramref name="index"/>.</summary>
    public static Rewrite Constant(Node node, int index, TensorData data)
    {
        var name = $"{node.Outputs[0]}/input{index}";
        return new([node with { Inputs = node.Inputs.SetItem(index, name) }], [new(name, data)]);
    }
}
