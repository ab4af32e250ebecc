using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Passes.Agreement;

/// <summary>A rewritten batch is believed only where samples do not influence each other.</summary>
public sealed class BatchProofTests
{
    readonly GraphBuilder _builder = new(13);

    [Fact]
    public void Score_SamplesMinusTheirMean_KeepsTheBatchOfTheFile()
    {
        var x = _builder.Input("x", ElementType.Float32, 4, 6);
        var mean = _builder.Node("ReduceMean", [x], [("axes", new[] { 0 })]);
        var card = Scored(_builder.Build(Classified(_builder.Node("Sub", [x, mean]))));
        Assert.Equal(BatchForm.Fixed, card.Trust!.Batch);
        Assert.Contains("of 3 at once and alone", card.Trust.BatchReason);
        Assert.Equal("input 'x': Float32[4, 6], samples", card.Plan[0]);
        Assert.All(card.Scores, score => Assert.Equal(ScoreStatus.Ok, score.Status));
    }

    [Fact]
    public void Score_NormalisedOverTheBatch_KeepsTheBatchOfTheFile()
    {
        // Channels of one sample and the batch trade places, so that the normalisation is over samples.
        var x = _builder.Input("x", ElementType.Float32, 2, 6, 5);
        var turned = _builder.Node("Transpose", [x], [("perm", new[] { 1, 2, 0 })]);
        var unit = _builder.Node("Softmax", [turned], [("axis", -1)]);
        var back = _builder.Node("Transpose", [unit], [("perm", new[] { 2, 0, 1 })]);
        var flat = _builder.Node("ReduceMean", [back], [("axes", new[] { 2 }), ("keepdims", 0)]);
        var card = Scored(_builder.Build(Classified(flat)));
        Assert.Equal(BatchForm.Fixed, card.Trust!.Batch);
        Assert.Contains("differs by", card.Trust.BatchReason);
    }

    [Fact]
    public void Score_BatchOfOneThatMixes_MakesComparingProxiesNotApplicable()
    {
        var x = _builder.Input("x", ElementType.Float32, 1, 6);
        var sum = _builder.Node("ReduceSum", [x, _builder.Initializer("axes", TensorData.Int64s(0))]);
        var card = Scored(_builder.Build(Classified(_builder.Node("Add", [x, sum]))));
        Assert.Equal(BatchForm.Fixed, card.Trust!.Batch);
        var nwot = card.Scores.Single(score => score.Proxy == "nwot");
        Assert.Equal(ScoreStatus.NotApplicable, nwot.Status);
        Assert.StartsWith("it compares samples and the batch is fixed at 1", nwot.Reason);
        Assert.Equal(ScoreStatus.Ok, card.Scores.Single(score => score.Proxy == "snip").Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Score_IndependentSamples_TakesTheBatchAskedFor(long batch)
    {
        var card = Scored(_builder.Build(Classified(_builder.Input("x", ElementType.Float32, batch, 6))));
        Assert.Equal((BatchForm.Rewritten, null), (card.Trust!.Batch, card.Trust.BatchReason));
        Assert.Equal("input 'x': Float32[5, 6], samples", card.Plan[0]);
    }

    string Classified(string x)
    {
        var hidden = _builder.Node("MatMul", [x, _builder.Initializer("w1", SmallNetwork.Draw("w1", 0.5, 6, 9))]);
        var rectified = _builder.Node("Relu", [hidden]);
        return _builder.Node("MatMul", [rectified, _builder.Initializer("w2", SmallNetwork.Draw("w2", 0.5, 9, 4))]);
    }

    static ScoreCard Scored(Graph graph)
    {
        using var folder = new TempFolder();
        var path = folder.Write("model.onnx", OnnxWriter.Write(graph));
        return new Scorer(new() { Proxies = ["snip", "nwot"], BatchSize = 5 }).Score(path);
    }
}
