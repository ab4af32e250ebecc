using System.Runtime.InteropServices;
using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Networks;

/// <summary>Quantisation per tensor, axis and block, to every type that ONNX Runtime quantises to.</summary>
static class QuantizationSettings
{
    static readonly long[] Cube = [2, 3, 4];
    static readonly TensorData Steps = TensorData.Of<float>([0.01f, 0.02f, 0.05f], 3);

    public static IEnumerable<OperatorCase> All =>
    [
        .. OperatorCases.Versions("QuantizeLinear", opset => OperatorCase.Of(
            "QuantizeLinear", opset, [Cube, TensorData.Scalar(0.015f), TensorData.Scalar<byte>(120)])),
        OperatorCase.Of("QuantizeLinear", 13, [Cube, TensorData.Scalar(0.015f)]),
        OperatorCase.Of("QuantizeLinear", 13, [Cube, Steps, TensorData.Of<sbyte>([-3, 0, 5], 3)]),
        OperatorCase.Of("QuantizeLinear", 21, [Cube, Steps, TensorData.Of<ushort>([40000, 0, 5], 3)], ("axis", -2)),
        OperatorCase.Of(
            "QuantizeLinear", 21, [Cube, TensorData.Scalar(1e-4f)], ("output_dtype", (int)ElementType.Int16)),
        OperatorCase.Of("QuantizeLinear", 21, [Cube, Blocks(2, 2, 4)], ("axis", 1), ("block_size", 2)),
        .. OperatorCases.Versions("DequantizeLinear", opset => OperatorCase.Of(
            "DequantizeLinear", opset, [Bytes(2, 3, 4), TensorData.Scalar(0.02f), TensorData.Scalar<byte>(7)])),
        OperatorCase.Of("DequantizeLinear", 13, [Signed(2, 3, 4), Steps, TensorData.Of<sbyte>([-3, 0, 5], 3)]),
        OperatorCase.Of("DequantizeLinear", 13, [TensorData.Of<int>([-70000, 3, 900], 3), Steps], ("axis", 0)),
        OperatorCase.Of("DequantizeLinear", 21, [Signed(2, 3, 4), Blocks(2, 3, 2)], ("axis", 2), ("block_size", 2)),
        OperatorCase.Of(
            "DequantizeLinear", 21, [TensorData.Of<ushort>([1, 65535], 2), TensorData.Scalar(0.5f)]),
        .. OperatorCases.Versions("DynamicQuantizeLinear", opset => OperatorCase.Of(
            "DynamicQuantizeLinear", opset, [Cube]) with { Outputs = 3 }),
        .. OperatorCases.Versions("MatMulInteger", opset => OperatorCase.Of(
            "MatMulInteger", opset,
            [Bytes(2, 3, 4), Signed(4, 5), TensorData.Scalar<byte>(9), TensorData.Of<sbyte>([1, -2, 3, 0, 9], 5)])),
        OperatorCase.Of("MatMulInteger", 10, [Bytes(3, 4), Bytes(4, 2)]),
        .. OperatorCases.Versions("ConvInteger", opset => OperatorCase.Of(
            "ConvInteger", opset,
            [Bytes(2, 2, 5, 5), Bytes(4, 2, 3, 3), TensorData.Scalar<byte>(9), TensorData.Scalar<byte>(100)],
            ("pads", new long[] { 1, 0, 1, 0 }))),
        .. OperatorCases.Versions("QLinearMatMul", opset => OperatorCase.Of(
            "QLinearMatMul", opset,
            [
                Bytes(3, 4), TensorData.Scalar(0.02f), TensorData.Scalar<byte>(128),
                Signed(4, 5), TensorData.Of<float>([0.01f, 0.02f, 0.03f, 0.04f, 0.05f], 5),
                TensorData.Of<sbyte>([0, 0, 0, 0, 0], 5),
                TensorData.Scalar(0.7f), TensorData.Scalar<byte>(128),
            ])),
        .. OperatorCases.Versions("QLinearConv", opset => Convolution(opset, TensorData.Scalar(0.02f), null)),
        Convolution(
            10, TensorData.Of<float>([0.01f, 0.02f, 0.03f, 0.04f], 4), TensorData.Of<int>([500, -100, 0, 7], 4)),
    ];

    /// <summary>The quantised operators of ONNX Runtime's own domain.</summary>
    public static IEnumerable<OperatorCase> Microsoft =>
    [
        MicrosoftSettings.Microsoft("QLinearAdd", [.. Part(0.02f, 3), .. Part(0.03f, 9), .. Result(0.05f, 5)]),
        MicrosoftSettings.Microsoft("QLinearMul", [.. Part(0.02f, 3), .. Part(0.03f, 9), .. Result(0.05f, 5)]),
        MicrosoftSettings.Microsoft("QLinearLeakyRelu", [.. Part(0.02f, 60), .. Result(0.01f, 50)], ("alpha", 0.2)),
        MicrosoftSettings.Microsoft("QLinearSigmoid", [.. Part(0.02f, 60), .. Result(1f / 256, 0)]),
        MicrosoftSettings.Microsoft(
            "QLinearGlobalAveragePool",
            [Bytes(2, 3, 4, 4), TensorData.Scalar(0.02f), TensorData.Scalar<byte>(9), .. Result(0.01f, 7)]),
        MicrosoftSettings.Microsoft(
            "QLinearConcat", [.. Result(0.03f, 5), .. Part(0.02f, 3), .. Part(0.03f, 9)], ("axis", 1)),
        MicrosoftSettings.Microsoft(
            "QGemm",
            [
                Bytes(3, 4), TensorData.Scalar(0.02f), TensorData.Scalar<byte>(60),
                Signed(5, 4), TensorData.Scalar(0.01f), TensorData.Scalar<sbyte>(0),
                TensorData.Of<int>([100, -200, 0, 30, 5], 5), .. Result(0.01f, 128),
            ],
            ("transB", 1)),
        MicrosoftSettings.Microsoft(
            "DynamicQuantizeMatMul",
            [Cube, Signed(4, 5), TensorData.Scalar(0.01f), TensorData.Scalar<sbyte>(2), Steps5]),
        MicrosoftSettings.Microsoft(
            "MatMulIntegerToFloat",
            [
                Bytes(3, 4), Signed(4, 5), TensorData.Scalar(0.02f), TensorData.Scalar(0.01f),
                TensorData.Scalar<byte>(60), TensorData.Scalar<sbyte>(2), Steps5,
            ]),
    ];

    static TensorData Steps5 => TensorData.Of<float>([0.1f, 0.2f, 0.3f, 0.4f, 0.5f], 5);

    static object[] Part(float step, byte zero) => [Bytes(2, 3, 4), .. Result(step, zero)];

    static object[] Result(float step, byte zero) => [TensorData.Scalar(step), TensorData.Scalar(zero)];

    static OperatorCase Convolution(int opset, TensorData weightScale, TensorData? bias) => OperatorCase.Of(
        "QLinearConv", opset,
        [
            Bytes(2, 2, 5, 5), TensorData.Scalar(0.03f), TensorData.Scalar<byte>(100),
            Signed(4, 2, 3, 3), weightScale, TensorData.Of<sbyte>(new sbyte[weightScale.Count], [.. weightScale.Shape]),
            TensorData.Scalar(0.5f), TensorData.Scalar<byte>(110), bias!,
        ],
        ("pads", new long[] { 1, 1, 1, 1 }),
        ("strides", new long[] { 2, 2 }));

    static TensorData Blocks(params long[] shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream("quantisation:blocks").FillUniform(values, 0.01, 0.05);
        return TensorData.Of<float>(values, shape);
    }

    static TensorData Bytes(params long[] shape) => Drawn(ElementType.UInt8, shape);

    static TensorData Signed(params long[] shape) => Drawn(ElementType.Int8, shape);

    // Within 7 bits, where no processor's pairwise products saturate.
    static TensorData Drawn(ElementType type, long[] shape)
    {
        var stream = new RandomStream($"quantisation:{type}");
        var values = Enumerable.Range(0, (int)TensorData.CountOf(shape))
            .Select(i => (sbyte)(stream.Below(i, 120) - (type == ElementType.Int8 ? 60 : 0)))
            .ToArray();
        return new(type, [.. shape], MemoryMarshal.AsBytes<sbyte>(values).ToArray());
    }
}
