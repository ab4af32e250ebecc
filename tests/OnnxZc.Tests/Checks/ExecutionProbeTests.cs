using OnnxZc.Checks;
using OnnxZc.Graphs;
using OnnxZc.Tests.Checks.Rules;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks;

public sealed class ExecutionProbeTests
{
    [Fact]
    public void Of_ARealNetwork_TellsAllAndFindsNothing()
    {
        var facts = ExecutionProbe.Of(Path.Combine(Checkout.Root, "models", "mlp.onnx"), Options());
        Assert.Null(facts.LoadError);
        Assert.InRange(facts.Parity!.MaxRel, 0, 1e-4);
        Assert.InRange(facts.Batched!.Size, 0, 1e-4);
        Assert.Empty(facts.NonFinite);
        Assert.Equal("float32", facts.Arithmetic);
    }

    // Seeded generators of weights go on drawing from run to run, so only other draws in their place can be compared.
    [Fact]
    public void Of_AWeightlessNetwork_TellsOfBatchesAllTheSame()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        var facts = Facts(build.Build(build.Node("MatMul", [x, build.Generated("w", [4, 3], 1)])));
        Assert.True(facts.Repeated?.Size > 0);
        Assert.InRange(facts.Settled!.Size, 0, 1e-5);
        Assert.InRange(facts.Batched!.Size, 0, 1e-5);
        Assert.NotNull(facts.Parity);
    }

    [Fact]
    public void Of_AFileThatIsNoModel_SaysSoForEveryFact()
    {
        using var folder = new TempFolder();
        var facts = ExecutionProbe.Of(folder.Write("model.onnx", [.. "hello"u8]), Options());
        Assert.Contains("not an ONNX model", facts.LoadError, StringComparison.Ordinal);
        Assert.Equal(facts.LoadError, facts.ParityReason);
        Assert.Equal(facts.LoadError, facts.BatchedReason);
        Assert.Null(facts.Repeated);
    }

    [Fact]
    public void Of_AModelWithWeightsInAnotherFile_RunsOnThem()
    {
        using var folder = new TempFolder();
        folder.Write("w.data", [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(float.NaN)]);
        var model = Checked.File(folder, Google.Protobuf.MessageExtensions.ToByteArray(Protos.Model(m =>
            m.Graph.Initializer[0] = SafetyCases.Tensor("w", 2, ("location", "w.data")))));
        var output = Assert.Single(ExecutionProbe.Of(model.FullPath, Options()).NonFinite);
        Assert.Equal(("y", 1L, 2L), (output.Output, output.NaNs, output.Count));
    }

    [Theory]
    [InlineData(ElementType.Float16, "float16")]
    [InlineData(ElementType.Float64, "float64")]
    public void Arithmetic_OfAModel_IsThatOfItsCoarsestFloats(ElementType type, string expected)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", type, null, 4);
        var y = build.Node("Relu", [x]);
        Assert.Equal(expected, Facts(build.Output(y, type, null, 4).Build()).Arithmetic);
    }

    static ScoreOptions Options() => new() { Proxies = [], Threads = 1 };

    static ExecutionFacts Facts(Graph graph)
    {
        using var folder = new TempFolder();
        return ExecutionProbe.Of(folder.Write("model.onnx", OnnxWriter.Write(graph)), Options());
    }
}
