using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using TorchSharp;

namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>Derivatives of reductions, running sums, softmax and losses.</summary>
public sealed class ReductionGradientTests
{
    static readonly long[] Cube = [2, 3, 2];
    static readonly TensorData Positive = TensorData.Of<float>([0.5f, 1.2f, 2, 3], 2, 2);
    static readonly TensorData Zeros = TensorData.Of<float>([0, 0, 0, 2], 2, 2);
    static readonly TensorData Labels = TensorData.Of<long>([0, 2, 1, 1], 2, 2);

    static readonly string[] Types =
    [
        "ReduceSum", "ReduceMean", "ReduceProd", "ReduceMax", "ReduceMin", "ReduceSumSquare", "ReduceL1", "ReduceL2",
        "ReduceLogSumExp",
    ];

    static IEnumerable<GradientCase> All =>
    [
        .. Types.Select(type => GradientCase.Of(type, [Cube, TensorData.Int64s(1)], ("keepdims", 0))),
        .. Types.Select(type => GradientCase.Of(type, [Cube])),
        .. Types.Select(type => GradientCase.Of(type, [Ints(3)], ("noop_with_empty_axes", 1))),
        GradientCase.Of("ReduceLogSum", [Positive, TensorData.Int64s(1)]).Moving(0),
        GradientCase.Of("ReduceProd", [Zeros, TensorData.Int64s(1)]).Moving(0),
        .. new[] { "CumSum", "CumProd" }.SelectMany(type => new[]
        {
            GradientCase.Of(type, [Cube, TensorData.Scalar(1)]),
            GradientCase.Of(type, [Cube, TensorData.Scalar(1)], ("exclusive", 1), ("reverse", 1)),
        }),
        .. new[] { "Softmax", "LogSoftmax" }.SelectMany(type => new[]
        {
            GradientCase.Of(type, [Cube], ("axis", 1)),
            new(OperatorCase.Of(type, 11, [Cube], ("axis", 1))),
        }),
        .. new[] { "none", "sum", "mean" }.SelectMany(reduction => new[]
        {
            GradientCase.Of(
                "SoftmaxCrossEntropyLoss", [Ints(2, 3, 2), Labels, Ints(3)],
                ("reduction", reduction), ("ignore_index", 2)).WithOutputs(2),
            GradientCase.Of(
                "NegativeLogLikelihoodLoss", [Ints(2, 3, 2), Labels, Ints(3)], ("reduction", reduction)),
        }),
    ];

    public static TheoryData<string> Cases => GradientCase.Names(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reduction_RandomPoint_DerivativesEqualDifferences(string name) =>
        GradientCase.Find(All, name).Holds();

    [Theory]
    [InlineData("ReduceL2")]
    [InlineData("LpNormalization")]
    public void Norm_OfZeros_HasFiniteGradient(string type)
    {
        using var scope = torch.NewDisposeScope();
        var graph = OperatorCase.Of(type, GradientCase.Opset, [Ints(1, 3)]).Graph(out var batch);
        using var network = new Network(graph, torch.CPU);
        var shapes = ShapeInference.Infer(graph, batch.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        var x = torch.zeros(1, 3, requires_grad: true);
        var y = network.Run(
            new Walk(shapes, Normalisation.Running), new Dictionary<string, torch.Tensor> { ["x0"] = x });
        var gradient = torch.autograd.grad([y["y0"].sum()], [x])[0];
        Assert.True(gradient.isfinite().all().item<bool>());
    }

    static long[] Ints(params long[] values) => values;
}
