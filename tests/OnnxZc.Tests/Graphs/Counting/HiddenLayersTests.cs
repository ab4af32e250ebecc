using OnnxZc.Graphs;
using OnnxZc.Tests.Passes;

namespace OnnxZc.Tests.Graphs.Counting;

public sealed class HiddenLayersTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_LayerInsideABranchOfTheData_HasNoProxyOfLayersButItsParameters()
    {
        var card = Score(dependsOnData: true);
        Assert.Equal(12, card["params"].Value);
        Assert.All(["snip", "l2_norm"], name =>
        {
            Assert.Equal(ScoreStatus.NotApplicable, card[name].Status);
            Assert.Contains("(MatMul-13) is inside a branch or loop", card[name].Reason);
        });
    }

    [Fact]
    public void Score_LayerInsideAKnownBranch_HasAllProxies() =>
        Assert.All(Score(dependsOnData: false).Values, score => Assert.Equal(ScoreStatus.Ok, score.Status));

    Dictionary<string, Score> Score(bool dependsOnData)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        var weight = build.Initializer("weight", SmallNetwork.Draw("weight", 1, 4, 3));
        var zero = build.Initializer("zero", TensorData.Scalar(0f));
        var sum = build.Node("ReduceSum", [x], [("keepdims", 0)]);
        var condition = dependsOnData
            ? build.Node("Less", [sum, zero])
            : build.Initializer("condition", TensorData.Scalar(true));
        var (yes, no) = (new GraphBuilder(17), new GraphBuilder(17));
        var then = yes.Body(yes.Node("MatMul", [x, weight], [], "inner"));
        var otherwise = no.Body(no.Node("Neg", [no.Node("MatMul", [x, weight], [], "second")], [], "negated"));
        var y = build.Node("If", [condition], [("then_branch", then), ("else_branch", otherwise)], "y");
        var path = _folder.Write("model.onnx", OnnxWriter.Write(build.Build(y)));
        var options = new ScoreOptions { Proxies = ["params", "l2_norm", "snip"], BatchSize = 4 };
        return new Scorer(options).Score(path).Scores.ToDictionary(score => score.Proxy);
    }
}
