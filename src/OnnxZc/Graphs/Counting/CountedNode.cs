using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Counting;

/// <summary>A node whose multiply-accumulates are counted, with the shapes that they follow from.</summary>
/// <param name="Node">The node.</param>
/// <param name="Shapes">What is known of the graph's values.</param>
/// <param name="HasLinearBias">Whether a bias belongs to it: its own or that of an Add behind it.</param>
sealed record CountedNode(Node Node, Shapes Shapes, bool HasLinearBias)
{
    /// <summary>The shape of the first output.</summary>
    public ImmutableArray<long> Output => Shapes.Shape(Node.Outputs[0]);

    /// <summary>The node as shape rules see it.</summary>
    public Operation Operation => new(Node, [.. Node.Inputs.Select(input => Shapes[input])]);

    /// <summary>Whether the shapes of all inputs and of the output are known.</summary>
    public bool IsKnown => !Output.IsDefault && Node.Inputs.All(i => i.Length == 0 || Shapes[i] is not null);

    /// <summary>The shape of input <paramref name="index"/>.</summary>
    public ImmutableArray<long> Shape(int index) => Shapes.Shape(Node.Input(index));
}
