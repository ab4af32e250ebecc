using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>One operation of a <see cref="Graph"/>.</summary>
/// <param name="Name">The node's name in the file; may be empty.</param>
/// <param name="Operator">What it does.</param>
/// <param name="Inputs">Names of the values it reads; an empty name is an omitted optional input.</param>
/// <param name="Outputs">Names of the values it produces; an empty name is an output that nobody wants.</param>
/// <param name="Attributes">Its settings.</param>
public sealed record Node(
    string Name,
    OperatorId Operator,
    ImmutableArray<string> Inputs,
    ImmutableArray<string> Outputs,
    Attributes Attributes)
{
    /// <summary>The node's name, or that of its first output where it has none: what messages call it.</summary>
    public string Label => Name.Length > 0 ? Name : Outputs.FirstOrDefault(o => o.Length > 0) ?? "(unnamed)";

    /// <summary>Everything that the node reads: its given inputs, and what its subgraphs capture.</summary>
    public IEnumerable<string> Reads => Attributes.Bodies.Length == 0
        ? Inputs.Where(input => input.Length > 0)
        : Inputs.Where(input => input.Length > 0).Concat(Captures);

    /// <summary>The values of the surrounding graphs that the node's subgraphs read; each once.</summary>
    public IEnumerable<string> Captures => Attributes.Bodies.Length == 0
        ? []
        : Attributes.Bodies.SelectMany(body => body.Captures).Distinct(StringComparer.Ordinal);

    /// <summary>The node, then all nodes of its subgraphs and of those inside them.</summary>
    internal IEnumerable<Node> WithBodies => Attributes.Bodies.SelectMany(body => body.AllNodes).Prepend(this);

    /// <summary>Whether input <paramref name="index"/> is given.</summary>
    public bool HasInput(int index) => index < Inputs.Length && Inputs[index].Length > 0;

    /// <summary>The name of input <paramref name="index"/>, or null when it is omitted.</summary>
    public string? Input(int index) => HasInput(index) ? Inputs[index] : null;
}
