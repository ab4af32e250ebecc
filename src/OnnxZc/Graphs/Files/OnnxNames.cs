using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>
/// Hands out names that no other value of the model has, for what subgraphs and calls of functions define.
/// </summary>
sealed class OnnxNames(GraphProto model)
{
    readonly Lazy<HashSet<string>> _taken = new(() => [.. Defined(model)]);

    /// <summary>The names that a graph of the file defines.</summary>
    public static IEnumerable<string> Defined(GraphProto graph) => graph.Input.Select(input => input.Name)
        .Concat(graph.Initializer.Select(tensor => tensor.Name))
        .Concat(graph.SparseInitializer.Select(sparse => sparse.Values?.Name ?? ""))
        .Concat(graph.Node.SelectMany(node => node.Output))
        .Where(name => name.Length > 0);

    /// <summary><paramref name="wanted"/>, or a name like it where that is taken.</summary>
    public string Claim(string wanted)
    {
        var name = wanted;
        for (var i = 2; !_taken.Value.Add(name); i++)
            name = $"{wanted}~{i}";
        return name;
    }
}
