using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

public sealed class IterationBudgetTests
{
    [Fact]
    public void Run_LoopWithoutEnd_IsRefusedByName()
    {
        var graph = ConstantFolder.Fold(ControlCases.Loop(17, trips: null, limit: int.MaxValue).Graph);
        var error = Assert.Throws<ModelException>(() => Run(graph, most: 1_000));
        Assert.Equal((ModelErrorCode.TooLarge, "Loop-16"), (error.Code, error.Operator));
        Assert.Contains("more than 1000 iterations", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LoopWithinTheBudget_Ends() =>
        Run(ConstantFolder.Fold(ControlCases.Loop(17, trips: null, limit: 20).Graph), most: 21);

    static void Run(Graph graph, int most)
    {
        using var quiet = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        var batch = new GraphCase("", graph).Batch();
        var shapes = ShapeInference.Infer(graph, batch.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        network.Run(
            new Walk(shapes, Normalisation.Running) { MostIterations = most },
            batch.ToDictionary(pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, torch.CPU)));
    }
}
