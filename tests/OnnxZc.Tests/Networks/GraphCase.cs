using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Networks;

/// <summary>A small graph to be compared with ONNX Runtime, for operators that no graph of one node can show.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Graph">The graph; its inputs are floats of declared shapes.</param>
sealed record GraphCase(string Name, Graph Graph)
{
    public static IReadOnlyList<GraphCase> All { get; } = [.. ControlCases.All, .. SequenceCases.All];

    /// <summary>Every operator of the graph and of its subgraphs.</summary>
    public IEnumerable<string> Operators => Graph.AllNodes.Select(node => node.Operator.ToString());

    /// <summary>Draws for the inputs, the same in every run.</summary>
    public Dictionary<string, TensorData> Batch(ElementType type = ElementType.Float32) =>
        Graph.Inputs.ToDictionary(input => input.Name, input => Draw(input, type));

    public override string ToString() => Name;

    static TensorData Draw(ValueInfo input, ElementType type)
    {
        long[] shape = [.. input.Shape.Select(dimension => dimension.Size ?? 2)];
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream($"graph:{input.Name}").FillNormal(values);
        return type == ElementType.Float64
            ? TensorData.Of<double>([.. values.Select(value => (double)value)], shape)
            : TensorData.Of<float>(values, shape);
    }
}
