namespace OnnxZc.Graphs.Rewriting;

/// <summary>Gives values other names, in nodes and in their subgraphs.</summary>
/// <param name="names">The new name of every value that gets one.</param>
sealed class Renaming(IReadOnlyDictionary<string, string> names)
{
    /// <summary>The node with the new names.</summary>
    public Node Of(Node node) => node with
    {
        Inputs = [.. node.Inputs.Select(Of)],
        Outputs = [.. node.Outputs.Select(Of)],
        Attributes = node.Attributes.WithBodies(Of),
    };

    string Of(string name) => names.GetValueOrDefault(name, name);

    ValueInfo Of(ValueInfo value) => value with { Name = Of(value.Name) };

    Graph Of(Graph body) => body.With(
        body.Nodes.Select(Of),
        body.Initializers.Select(pair => KeyValuePair.Create(Of(pair.Key), pair.Value)),
        [.. body.Inputs.Select(Of)],
        [.. body.Outputs.Select(Of)]);
}
