using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Runtime;
using TorchSharp;

namespace OnnxZc.Passes.Agreement;

/// <summary>Finds the node at which the rebuilt network leaves ONNX Runtime, in inference form.</summary>
static class FirstDivergence
{
    /// <summary>The largest difference that counts as agreement, over the value's largest magnitude.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>
    /// The first node, in order, with a float32 result that differs, and by how much; null where all agree. What the
    /// file does not name at its top, as inside a branch that was inlined, is compared where the file reads it.
    /// </summary>
    /// <exception cref="ModelException">The network cannot be rebuilt, or a node of it fails.</exception>
    public static (Node Node, double Difference)? Of(RunModel model)
    {
        var names = model.Graph.Nodes.SelectMany(node => node.Outputs)
            .Where(name => name.Length > 0 && model.Shapes.Type(name) == ElementType.Float32)
            .Where(name => model.File.Producer(name) is not null)
            .ToArray();
        var watched = model with { File = Watched(model.File, names), Graph = Watched(model.Graph, names) };
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        using var network = new Network(watched.Graph, torch.CPU);
        var actual = ParityCheck.Infer(network, model.Batch);
        using var runtime = new OrtEngine(watched, threads: 1);
        var expected = watched.File.Outputs.Select(output => output.Name)
            .Zip(runtime.Infer(model.Batch))
            .ToDictionary(StringComparer.Ordinal);

        foreach (var name in names)
        {
            var (_, difference) = ParityCheck.Difference(HostNumbers.Of(actual[name]), expected[name].ToDoubles());
            if (!(difference <= Tolerance))
                return (watched.Graph.Producer(name)!, difference);
        }

        return null;
    }

    static Graph Watched(Graph graph, string[] names)
    {
        var known = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var more = names.Where(known.Add).Select(name => new ValueInfo(name, ElementType.Float32, default));
        return graph.With(outputs: [.. graph.Outputs, .. more]);
    }
}
