using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Search;

namespace OnnxZc.Tests.Search;

/// <summary>The network of an architecture and its size, counted without drawing its weights.</summary>
sealed class BuiltNetwork(Graph graph)
{
    // Shapes are followed through initializers, which the shapes of generated tensors are not.
    readonly Shapes _shapes = ShapeInference.Infer(
        graph.With(
            graph.Nodes.Where(node => node.Operator.Type != "Constant"),
            [
                .. graph.Initializers,
                .. graph.Nodes.Where(node => node.Operator.Type == "Constant")
                    .Select(node => KeyValuePair.Create(node.Outputs[0], node.Attributes.Tensor("value")!)),
            ]),
        graph.Inputs.ToDictionary(
            input => input.Name,
            ImmutableArray<long> (input) => [.. input.Shape.Select(dimension => dimension.Size ?? 1)]));

    public Graph Graph => graph;

    /// <summary>Elements of everything generated but running statistics.</summary>
    public long Parameters
    {
        get
        {
            var statistics = graph.Nodes.Where(node => node.Operator.Type == "BatchNormalization")
                .SelectMany(node => node.Inputs[3..])
                .ToHashSet();
            return graph.Nodes
                .Where(node => node.Operator.Type is "RandomNormal" or "ConstantOfShape")
                .Where(node => !statistics.Contains(node.Outputs[0]))
                .Sum(node => Elements(node.Outputs[0]));
        }
    }

    /// <summary>Multiplications of convolutions and linear layers for one sample, biases left out.</summary>
    public long Products => graph.Nodes.Sum(node => node.Operator.Type switch
    {
        "Conv" => Elements(node.Outputs[0]) * Elements(node.Inputs[1]) / _shapes.Shape(node.Inputs[1])[0],
        "Gemm" => Elements(node.Inputs[1]),
        _ => 0,
    });

    /// <summary>Operations as NASLib counts them: of one tile, where several go through the same layers.</summary>
    public double Operations(int tiles)
    {
        var linear = graph.Nodes.Where(node => node.Operator.Type == "Gemm").ToHashSet();
        var (parts, samples) = TensorwatchCounter.Count(graph, _shapes, linear)!.Value;
        return parts.Sum(part => part.Value / Times(graph.Producer(part.Key)!, tiles)) / samples;
    }

    static int Times(Node node, int tiles) => node.Operator.Type is "Gemm" or "GlobalAveragePool" ? 1 : tiles;

    public static BuiltNetwork Of(ISearchSpace space, string text, SpaceSettings? settings = null) =>
        new(space.Build(space.Parse(text), settings ?? new()));

    long Elements(string value) => TensorData.CountOf(_shapes.Shape(value));
}
