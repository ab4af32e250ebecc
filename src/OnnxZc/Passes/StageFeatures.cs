using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Passes;

/// <summary>
/// The values that stand for the stages of a network: those that every path from the inputs to the outputs passes and
/// at which branches part or join; in a chain without branches, those that enter a convolution, and the last before the
/// pooling or the classifier.
/// </summary>
static class StageFeatures
{
    /// <summary>ONNX names in execution order, all images or all tokens.</summary>
    /// <param name="scene">The graph, and the values asked for.</param>
    /// <exception cref="PassNotApplicableException">
    /// There are not two, or one that was asked for does not fit.
    /// </exception>
    public static IReadOnlyList<string> Of(PassScene scene) => scene.Features is { } asked
        ? [.. asked.Select(name => Checked(scene.Graph, scene.Shapes, name))]
        : Of(scene.Graph, scene.Shapes, scene.Scored.Value);

    /// <summary>What the graph shows on the way to <paramref name="scored"/>.</summary>
    public static IReadOnlyList<string> Of(Graph graph, Shapes shapes, string scored)
    {
        graph = Towards(graph, scored);
        var through = Articulations(graph).Where(name => !IsPooled(graph, shapes, name)).ToArray();
        foreach (var rank in (int[])[4, 3])
        {
            string[] all = [.. through.Where(name => RankOf(shapes, name) == rank)];
            var branching = all.Where(name => IsBranching(graph, name)).ToArray();
            var found = branching.Length > 1 ? branching : Chain(graph, all);
            if (found.Length > 1)
                return found;
        }

        throw new PassNotApplicableException(
            "it compares stages of images or tokens, and the graph shows fewer than two: name them with --features");
    }

    // Layers that lead elsewhere are no part of the stages.
    static Graph Towards(Graph graph, string value)
    {
        graph = graph.With(outputs: [new(value, ElementType.Undefined, default)]);
        return graph.With(LiveNodes.Of(graph));
    }

    static bool IsPooled(Graph graph, Shapes shapes, string name) =>
        graph.Producer(name)!.Operator is
        {
            Domain: "",
            Type: "GlobalAveragePool" or "GlobalMaxPool" or "AveragePool" or "MaxPool" or "ReduceMean" or "ReduceMax",
        }
        && shapes.Shape(name) is { IsDefault: false, Length: > 2 } shape
        && (shape.Length == 3 ? shape[1] == 1 : shape[2..].All(size => size == 1));

    static string Checked(Graph graph, Shapes shapes, string name) =>
        graph.Producer(name) is not null && RankOf(shapes, name) is 3 or 4
            ? name
            : throw new PassNotApplicableException($"'{name}' is no value of images or tokens: correct --features");

    static int RankOf(Shapes shapes, string name) =>
        shapes.Shape(name) is { IsDefault: false, Length: var rank } ? rank : -1;

    // A value is passed by all paths when nothing else that depends on an input is still to be read after it is made.
    static IEnumerable<string> Articulations(Graph graph)
    {
        var lastRead = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            foreach (var name in graph.Nodes[i].Reads)
                lastRead[name] = i;
        }

        foreach (var output in graph.Outputs)
            lastRead[output.Name] = graph.Nodes.Length;
        var live = graph.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            var node = graph.Nodes[i];
            var depends = node.Reads.Any(live.Contains);
            live.RemoveWhere(name => lastRead.GetValueOrDefault(name, -1) <= i);
            if (!depends)
                continue;
            live.UnionWith(node.Outputs.Where(name => lastRead.GetValueOrDefault(name, -1) > i));
            if (live.Count == 1 && live.First() is var only && node.Outputs.Contains(only))
                yield return only;
        }
    }

    static bool IsBranching(Graph graph, string name) =>
        graph.Nodes.Count(node => node.Reads.Contains(name)) > 1
        || graph.Producer(name)!.Operator is { Domain: "", Type: "Add" or "Concat" or "Sum" } join
        && graph.Producer(name)!.Inputs.Count(input => !graph.Initializers.ContainsKey(input)) > 1;

    static string[] Chain(Graph graph, string[] all) =>
        [.. all.Where((name, i) => i == all.Length - 1 || graph.Nodes.Any(node =>
            node.Operator.Type is "Conv" or "MatMul" or "Gemm" && node.Inputs[0] == name))];
}
