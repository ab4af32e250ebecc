using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Tests.Bindings.Torch;
using TorchSharp;

namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>Autograd through subgraphs against difference quotients in float64.</summary>
public sealed class ControlGradientTests
{
    const ElementType Double = ElementType.Float64;

    static readonly Dictionary<string, GraphCase> Cases = new GraphCase[]
    {
        ControlCases.If(17, 100, type: Double) with { Name = "then" },
        ControlCases.If(17, -100, type: Double) with { Name = "else" },
        ControlCases.Loop(17, 3, null, Double) with { Name = "loop" },
        ControlCases.Loop(17, null, 2, Double) with { Name = "while" },
        ControlCases.Scan(17, Double) with { Name = "scan" },
        ControlCases.Scan(17, Double, ("scan_input_directions", new[] { 1L })) with { Name = "scan backwards" },
    }.ToDictionary(item => item.Name);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_WithSubgraphs_HasTheGradientOfDifferences(string name)
    {
        var graph = ConstantFolder.Fold(Cases[name].Graph);
        using var network = new Network(graph, torch.CPU);
        var batch = Cases[name].Batch(Double);
        var shapes = ShapeInference.Infer(graph, batch.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        FiniteDifferences.Confirm(
            inputs =>
            {
                var values = graph.Inputs.Zip(inputs).ToDictionary(pair => pair.First.Name, pair => pair.Second);
                var outputs = network.Run(new Walk(shapes, Normalisation.Running), values);
                return graph.Outputs.Select(output => outputs[output.Name].square().sum()).Aggregate((a, b) => a + b);
            },
            [.. graph.Inputs.Select(input => batch[input.Name].Shape.ToArray())]);
    }
}
