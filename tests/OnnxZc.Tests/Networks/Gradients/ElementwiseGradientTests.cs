using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>Derivatives of operators that work element by element.</summary>
public sealed class ElementwiseGradientTests
{
    static readonly long[] Matrix = [2, 3];
    static readonly TensorData Unit = TensorData.Of<float>([-0.9f, -0.2f, 0.1f, 0.7f], 4);
    static readonly TensorData Positive = TensorData.Of<float>([0.5f, 1.2f, 2, 3], 4);
    static readonly TensorData AboveOne = TensorData.Of<float>([1.3f, 1.5f, 3, 9], 4);

    static readonly string[] Unary =
    [
        "Relu", "LeakyRelu", "Sigmoid", "Tanh", "Elu", "Selu", "Celu", "Softplus", "Softsign", "HardSigmoid",
        "HardSwish", "Mish", "Gelu", "Erf", "ThresholdedRelu", "Neg", "Abs", "Exp", "Floor", "Ceil", "Round", "Sign",
        "Sin", "Cos", "Tan", "Atan", "Sinh", "Cosh", "Asinh", "Identity", "Dropout", "Swish", "Shrink", "Clip",
    ];

    static IEnumerable<GradientCase> All =>
    [
        .. Unary.Select(type => GradientCase.Of(type, [Matrix])),
        .. new[] { "Asin", "Acos", "Atanh" }.Select(type => GradientCase.Of(type, [Unit]).Moving(0)),
        GradientCase.Of("Acosh", [AboveOne]).Moving(0),
        .. new[] { "Log", "Sqrt", "Reciprocal" }.Select(type => GradientCase.Of(type, [Positive]).Moving(0)),
        .. new[] { "Add", "Sub", "Mul", "Min", "Max", "Sum", "Mean" }.Select(type =>
            GradientCase.Of(type, [Matrix, Ints(3)])),
        GradientCase.Of("PRelu", [Matrix, Ints(3)]),
        GradientCase.Of("Div", [Ints(2, 4), Positive]).Moving(1),
        GradientCase.Of("Mod", [Ints(2, 4), Positive], ("fmod", 1)),
        GradientCase.Of("Pow", [Positive, Ints(2, 1)]).Moving(0),
        GradientCase.Of("Pow", [Matrix, TensorData.Scalar(3f)]),
        GradientCase.Of("Pow", [Positive, TensorData.Scalar(2.5f)]).Moving(0, 1),
        GradientCase.Of("Gelu", [Matrix], ("approximate", "tanh")),
        GradientCase.Of("Clip", [Matrix, TensorData.Scalar(-0.4f), TensorData.Scalar(0.5f)]),
        GradientCase.Of("Clip", [Matrix, TensorData.Scalar(-0.4f), TensorData.Scalar(0.5f)]).Moving(1, 2),
        GradientCase.Of("Shrink", [Matrix], ("lambd", 0.3), ("bias", 0.1)),
        GradientCase.Of("Swish", [Matrix], ("alpha", 0.5)),
        GradientCase.Of("Where", [TensorData.Of<bool>([true, false, true], 3), Matrix, Ints(3)]),
        GradientCase.Of("Cast", [Matrix], ("to", (int)ElementType.Float64)),
        GradientCase.Of("CastLike", [Matrix, TensorData.Scalar(1f)]),
    ];

    public static TheoryData<string> Cases => GradientCase.Names(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Elementwise_RandomPoint_DerivativesEqualDifferences(string name) =>
        GradientCase.Find(All, name).Holds();

    static long[] Ints(params long[] values) => values;
}
