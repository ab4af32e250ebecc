using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Captures;
using TorchSharp;

namespace OnnxZc.Tests.Passes.Captures;

/// <summary>
/// Inner products of samples' gradients, taken layer by layer, against a backward pass for each sample.
/// </summary>
public sealed class SampleGramTests
{
    const int Samples = 5;
    const double Tolerance = 1e-11;

    static readonly long[] Labels = [0, 2, 1, 2, 0];

    static readonly Dictionary<string, Func<GraphBuilder, string, string>> Layers = new()
    {
        ["stride and pads"] = (build, x) =>
            Conv(build, x, [4, 4, 3, 3], ("strides", new long[] { 2, 1 }), Pads(1, 2, 1, 2)),
        ["asymmetric pads"] = (build, x) => Conv(build, x, [4, 4, 3, 2], Pads(0, 1, 2, 0)),
        ["dilation"] = (build, x) =>
            Conv(build, x, [3, 4, 3, 3], ("dilations", new long[] { 2, 1 }), Pads(2, 1, 2, 1)),
        ["groups"] = (build, x) => Conv(build, x, [6, 2, 3, 3], ("group", 2), Pads(1, 1, 1, 1)),
        ["depthwise"] = (build, x) => Conv(build, x, [8, 1, 3, 3], ("group", 4)),
        ["auto_pad"] = (build, x) =>
            Conv(build, x, [4, 4, 3, 3], ("auto_pad", "SAME_LOWER"), ("strides", new long[] { 2, 2 })),
        ["many channels"] = (build, x) => Conv(build, x, [40, 4, 5, 5], ("strides", new long[] { 2, 2 })),
        ["many channels of groups"] = (build, x) =>
            Conv(build, x, [80, 2, 5, 5], ("group", 2), ("strides", new long[] { 2, 2 })),
        ["Gemm, transB 0"] = (build, x) => Gemm(build, x, [196, 7]),
        ["Gemm, transB 1"] = (build, x) => Gemm(build, x, [7, 196], ("transB", 1)),
        ["Gemm, factors"] = (build, x) => Gemm(build, x, [196, 7], ("alpha", 0.5f), ("beta", 3f)),
        ["MatMul over tokens"] = (build, x) => Tokens(build, x, isTurned: false),
        ["MatMul over tokens, turned weight"] = (build, x) => Tokens(build, x, isTurned: true),
    };

    public static TheoryData<string> Cases => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_SumOfLogitsByRunningStatistics_EqualsABackwardPerSample(string layer)
    {
        using var scope = torch.NewDisposeScope();
        var run = Run(layer);
        var pass = Pass.EachSample with { Normalisation = Normalisation.Running };
        var rows = run.Rows(["stem", "weight", "head"], (logits, i) => logits[i].sum(), Normalisation.Running);
        CaptureRun.AssertNear(rows.mm(rows.t()), run.Of(pass, new SampleGram()), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_OwnLogitsByRunningStatistics_EqualsABackwardPerSampleWithBiases(string layer)
    {
        using var scope = torch.NewDisposeScope();
        var run = Run(layer);
        var pass = Pass.TrueClass with { Normalisation = Normalisation.Running };
        var rows = run.Rows(
            ["stem", "weight", "bias", "head", "head.bias"],
            (logits, i) => logits[i][Labels[i]],
            Normalisation.Running);
        CaptureRun.AssertNear(rows.mm(rows.t()), run.Of(pass, new SampleGram()), Tolerance);
    }

    [Theory]
    [InlineData(Normalisation.Batch)]
    [InlineData(Normalisation.Running)]
    public void Of_NormalisationScales_EqualsABackwardPerSampleByWeightsAndScales(Normalisation normalisation)
    {
        using var scope = torch.NewDisposeScope();
        var run = new CaptureRun(Normalised(), SmallNetwork.Draw("x", 1, Samples, 4, 7, 7), Labels);
        var rows = run.Rows(["stem", "scale", "head"], (logits, i) => logits[i].sum(), normalisation);
        var gram = run.Of(Pass.EachSample with { Normalisation = normalisation }, new SampleGram());
        CaptureRun.AssertNear(rows.mm(rows.t()), gram, Tolerance);
    }

    [Fact]
    public void Of_SharedWeight_EqualsABackwardPerSample()
    {
        using var scope = torch.NewDisposeScope();
        var build = new GraphBuilder(17);
        var x = Stem(build);
        var weight = build.Initializer("weight", SmallNetwork.Draw("weight", 0.3, 4, 4, 1, 1));
        x = build.Node("Tanh", [build.Node("Conv", [build.Node("Tanh", [build.Node("Conv", [x, weight])]), weight])]);
        var run = new CaptureRun(Head(build, x, 4), SmallNetwork.Draw("x", 1, Samples, 4, 7, 7), Labels);
        var rows = run.Rows(["stem", "weight", "head"], (logits, i) => logits[i].sum(), Normalisation.Running);
        var gram = run.Of(Pass.EachSample with { Normalisation = Normalisation.Running }, new SampleGram());
        CaptureRun.AssertNear(rows.mm(rows.t()), gram, Tolerance);
    }

    static CaptureRun Run(string layer)
    {
        var build = new GraphBuilder(17);
        var x = build.Node("Tanh", [Layers[layer](build, Stem(build))]);
        if (layer.StartsWith("MatMul", StringComparison.Ordinal))
            x = build.Node("ReduceMean", [x], [("axes", new long[] { 1 }), ("keepdims", 0)]);
        var isLinear = layer[0] is 'G' or 'M';
        var graph = isLinear ? Classified(build, x, Outputs(layer)) : Head(build, x, Outputs(layer));
        return new(graph, SmallNetwork.Draw("x", 1, Samples, 4, 7, 7), Labels);
    }

    static long Outputs(string layer) => layer switch
    {
        "dilation" => 3,
        "groups" => 6,
        "depthwise" => 8,
        "many channels" => 40,
        "many channels of groups" => 80,
        _ when layer.StartsWith("Gemm", StringComparison.Ordinal) => 7,
        _ when layer.StartsWith("MatMul", StringComparison.Ordinal) => 6,
        _ => 4,
    };

    static string Stem(GraphBuilder build)
    {
        var x = build.Input("x", ElementType.Float32, null, 4, 7, 7);
        var stem = build.Initializer("stem", SmallNetwork.Draw("stem", 0.3, 4, 4, 1, 1));
        return build.Node("Tanh", [build.Node("Conv", [x, stem])]);
    }

    static string Conv(GraphBuilder build, string x, long[] shape, params (string, object)[] attributes)
    {
        var weight = build.Initializer("weight", SmallNetwork.Draw("weight", 0.2, shape));
        var bias = build.Initializer("bias", SmallNetwork.Draw("bias", 0.2, shape[0]));
        return build.Node("Conv", [x, weight, bias], attributes);
    }

    static (string, object) Pads(params long[] pads) => ("pads", pads);

    static string Gemm(GraphBuilder build, string x, long[] shape, params (string, object)[] attributes)
    {
        var weight = build.Initializer("weight", SmallNetwork.Draw("weight", 0.1, shape));
        var bias = build.Initializer("bias", SmallNetwork.Draw("bias", 0.2, 7));
        return build.Node("Gemm", [build.Node("Flatten", [x]), weight, bias], attributes);
    }

    static string Tokens(GraphBuilder build, string x, bool isTurned)
    {
        var shape = build.Initializer("tokens", TensorData.Int64s(0, 28, 7));
        var weight = build.Initializer("weight", SmallNetwork.Draw("weight", 0.3, isTurned ? [6, 7] : [7, 6]));
        if (isTurned)
            weight = build.Node("Transpose", [weight]);
        var bias = build.Initializer("bias", SmallNetwork.Draw("bias", 0.2, 6));
        return build.Node("Add", [bias, build.Node("MatMul", [build.Node("Reshape", [x, shape]), weight])]);
    }

    static Graph Head(GraphBuilder build, string x, long width) =>
        Classified(build, build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]), width);

    static Graph Classified(GraphBuilder build, string x, long width)
    {
        var head = build.Initializer("head", SmallNetwork.Draw("head", 0.5, 3, width));
        var bias = build.Initializer("head.bias", SmallNetwork.Draw("head.bias", 0.5, 3));
        return build.Build(build.Node("Gemm", [x, head, bias], [("transB", 1)], "logits"));
    }

    static Graph Normalised()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4, 7, 7);
        x = build.Node("Conv", [x, build.Initializer("stem", SmallNetwork.Draw("stem", 0.3, 6, 4, 3, 3))]);
        string[] parts = ["scale", "shift", "mean"];
        x = build.Node("BatchNormalization", [
            x,
            .. parts.Select(name => build.Initializer(name, SmallNetwork.Draw(name, 0.5, 6))),
            build.Initializer("var", TensorData.Of<float>([1, 2, 3, 0.5f, 0.7f, 1], 6)),
        ]);
        return Head(build, build.Node("Tanh", [x]), 6);
    }
}
