using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Numerics;
using OnnxZc.Passes.Autograd;
using OnnxZc.Passes;
using OnnxZc.Tests.Graphs;
using TorchSharp;

namespace OnnxZc.Tests.Passes;

public sealed class ScoredOutputTests
{
    readonly GraphBuilder _builder = new(13);

    [Theory]
    [InlineData(new long[] { 4, 3 }, 1)]
    [InlineData(new long[] { 4, 3, 1, 1 }, 1)]
    [InlineData(new long[] { 4, 5, 3 }, 2)]
    [InlineData(new long[] { 4, 3, 8, 8 }, 1)]
    public void Of_NoLayerBehindTheOutput_GoesByTheRank(long[] shape, int axis) =>
        Assert.Equal(axis, Of(_builder.Node("Relu", [Input(shape)]), shape).ClassAxis);

    [Fact]
    public void Of_MatrixProductOfFourAxes_TakesTheLast()
    {
        var weight = _builder.Initializer("w", SmallNetwork.Draw("w", 1, 6, 7));
        Assert.Equal(3, Of(_builder.Node("MatMul", [Input(2, 3, 4, 6), weight]), 2, 3, 4, 6).ClassAxis);
    }

    [Fact]
    public void Of_ConvolutionOverTime_TakesTheChannels()
    {
        var weight = _builder.Initializer("w", SmallNetwork.Draw("w", 1, 7, 6, 1));
        var y = _builder.Node("Sigmoid", [_builder.Node("Conv", [Input(2, 6, 9), weight])]);
        Assert.Equal(1, Of(y, 2, 6, 9).ClassAxis);
    }

    [Fact]
    public void Of_SoftmaxOverAnotherAxis_GoesBySoftmaxAndKeepsIt()
    {
        var output = Of(_builder.Node("Sigmoid", [_builder.Node("Softmax", [Input(2, 6, 9)], [("axis", 1)])]), 2, 6, 9);
        Assert.Equal((1, output.Name), (output.ClassAxis, output.Value));
    }

    [Fact]
    public void Of_OneNumberPerSample_HasNoClassAxis()
    {
        var y = _builder.Node("Relu", [Input(4, 1)]);
        Assert.Equal((Loss.MeanSquare, -1), (Of(y, 4, 1).Loss, Of(y, 4, 1).ClassAxis));
        var refused = Assert.Throws<ModelException>(() => Of(y, Loss.CrossEntropy, 4, 1));
        Assert.Contains("has no class axis for cross-entropy", refused.Message);
    }

    [Fact]
    public void Of_UnknownOutput_NamesThoseThereAre()
    {
        var graph = _builder.Build(_builder.Node("Relu", [Input(4, 3)], output: "y"));
        var refused = Assert.Throws<ModelException>(() => ScoredOutput.Of(graph, Shapes(graph, 4, 3), "z", null));
        Assert.Contains("no output 'z', only 'y': correct --model-output", refused.Message);
    }

    [Fact]
    public void Value_TokenScores_AreMeanCrossEntropyOverPositions()
    {
        using var scope = torch.NewDisposeScope();
        float[] scores = [1, 2, 0, -1, 3, 1, 0, 0, 2, 1, 1, 5];
        var output = new ScoredOutput("y", "y", Loss.CrossEntropy, 2);
        var batch = new Batch(new Dictionary<string, TensorData>(), null);
        var tensor = torch.tensor(scores).reshape(2, 2, 3);
        var value = ObjectiveValue.Of(Objective.Loss, output, tensor, batch, 0).ToDouble();

        // Labels by position in row-major order, from the documented stream.
        var stream = new RandomStream("data:labels");
        var expected = Enumerable.Range(0, 4).Average(i =>
        {
            var row = scores[(3 * i)..(3 * (i + 1))];
            return Math.Log(row.Sum(score => Math.Exp(score))) - row[stream.Below(i, 3)];
        });
        Assert.Equal(expected, value, 1e-6);
    }

    [Fact]
    public void Value_LabelsOfData_HoldForAllPositions()
    {
        using var scope = torch.NewDisposeScope();
        float[] scores = [1, 2, 4, 3, 0, 1, 2, 5];
        var output = new ScoredOutput("y", "y", Loss.CrossEntropy, 1);
        var batch = new Batch(new Dictionary<string, TensorData>(), [1, 0]);
        var tensor = torch.tensor(scores).reshape(2, 2, 2);
        var value = ObjectiveValue.Of(Objective.Loss, output, tensor, batch, 0).ToDouble();
        double[] margins = [1 - 4, 2 - 3, 2 - 0, 5 - 1];
        Assert.Equal(margins.Average(margin => Math.Log(1 + Math.Exp(margin))), value, 1e-6);
    }

    [Fact]
    public void Value_SumAndMeanSquare_AreTheirFormulas()
    {
        using var scope = torch.NewDisposeScope();
        float[] values = [1, -2, 4];
        var batch = new Batch(new Dictionary<string, TensorData>(), null);
        var tensor = torch.tensor(values).reshape(3, 1);
        var sum = ObjectiveValue.Of(Objective.Loss, new("y", "y", Loss.Sum, -1), tensor, batch, 0);
        Assert.Equal(3, sum.ToDouble(), 1e-6);
        var target = new RandomStream("data:target", 5);
        var expected = values.Select((value, i) => Math.Pow(value - target.Normal(i), 2)).Average();
        var square = ObjectiveValue.Of(Objective.Loss, new("y", "y", Loss.MeanSquare, -1), tensor, batch, 5);
        Assert.Equal(expected, square.ToDouble(), 1e-5);
    }

    [Fact]
    public void Score_OutputThatNoWeightReachesByGradient_SaysSo()
    {
        var weight = _builder.Initializer("w", SmallNetwork.Draw("w", 1, 6, 7));
        var chosen = _builder.Node("ArgMax", [_builder.Node("MatMul", [Input(2, 6), weight])], [("axis", 1)]);
        using var folder = new TempFolder();
        var graph = _builder.Build(_builder.Node("Sign", [_builder.Node("Cast", [chosen], [("to", 1)])]));
        var card = new Scorer(new() { Proxies = ["params", "snip"] }).Score(
            folder.Write("model.onnx", OnnxWriter.Write(graph)));
        Assert.Equal(42, card.Scores[0].Value);
        Assert.Contains("has no gradient by any weight: give another with --model-output", card.Scores[1].Reason);
    }

    string Input(params long[] shape) =>
        _builder.Input("x", ElementType.Float32, [.. shape.Select(size => (long?)size)]);

    ScoredOutput Of(string output, params long[] shape) => Of(output, null, shape);

    ScoredOutput Of(string output, Loss? loss, params long[] shape)
    {
        var graph = _builder.Build(output);
        return ScoredOutput.Of(graph, Shapes(graph, shape), null, loss);
    }

    static Shapes Shapes(Graph graph, params long[] shape) => ShapeInference.Infer(
        graph, new Dictionary<string, System.Collections.Immutable.ImmutableArray<long>> { ["x"] = [.. shape] });
}
