using OnnxZc.Graphs;
using OnnxZc.Tests.Exporters;

namespace OnnxZc.Tests.Networks;

/// <summary>Operators that ONNX Runtime's optimiser writes.</summary>
static class MicrosoftSettings
{
    static readonly long[] Cube = [2, 3, 4];
    static readonly long[] Image = [2, 4, 6, 6];
    static readonly TensorData Filters = Exported.Draw("filters", 0.5, 5, 4, 3, 3);
    static readonly TensorData Matrix = Exported.Draw("matrix", 0.5, 4, 5);
    static readonly TensorData Four = Exported.Draw("four", 0.5, 4);
    static readonly TensorData Five = Exported.Draw("five", 0.5, 5);
    static readonly TensorData Padding = TensorData.Of<int>([1, 1, 0, 1, 0, 0], 2, 3);

    /// <summary>Those that are evaluated as they are.</summary>
    public static IEnumerable<OperatorCase> All =>
    [
        Microsoft("Gelu", [Cube]),
        Microsoft("FastGelu", [Cube]),
        Microsoft("QuickGelu", [Cube], ("alpha", 1.5)),
        Microsoft("QuickGelu", [Cube]),
        Microsoft("FusedMatMul", [new long[] { 2, 3, 4 }, new long[] { 2, 5, 4 }], ("transB", 1), ("alpha", 0.25)),
        Microsoft("FusedMatMul", [new long[] { 2, 4, 3 }, new long[] { 2, 4, 5 }], ("transA", 1)),
        Microsoft(
            "FusedMatMul",
            [new long[] { 3, 2, 4 }, new long[] { 5, 2, 4 }],
            ("transBatchA", 1), ("transBatchB", 1), ("transB", 1)),
        OperatorCase.Of("LayerNormalization", 14, [Cube, Four, Four], ("axis", -1), ("epsilon", 0.01)),
        OperatorCase.Of("SimplifiedLayerNormalization", 14, [Cube, Four], ("axis", -1), ("epsilon", 0.01)),
    ];

    /// <summary>Those that are taken apart.</summary>
    public static IEnumerable<OperatorCase> Fused =>
    [
        Microsoft("FusedConv", [Image, Filters, Five], ("activation", "Relu"), ("pads", new long[] { 1, 1, 1, 1 })),
        Microsoft("FusedConv", [Image, Filters, null!, new long[] { 2, 5, 4, 4 }], ("activation", "Relu")),
        Microsoft(
            "FusedConv", [Image, Filters], ("activation", "Clip"), ("activation_params", new[] { -0.5f, 1f })),
        Microsoft(
            "FusedConv",
            [Image, Filters, Five],
            ("activation", "HardSigmoid"), ("activation_params", new[] { 0.1f, 0.4f })),
        Microsoft("FusedConv", [Image, Filters], ("activation", "LeakyRelu"), ("activation_params", new[] { 0.2f })),
        Microsoft(
            "FusedGemm",
            [new long[] { 3, 4 }, Matrix, Five],
            ("activation", "LeakyRelu"), ("activation_alpha", 0.3), ("alpha", 0.5)),
        Microsoft("FusedGemm", [new long[] { 3, 4 }, Matrix], ("activation", "Tanh")),
        Microsoft("FusedMatMul", [Cube, Matrix], ("alpha", 0.5)),
        Microsoft("FusedMatMul", [Cube, Exported.Draw("matrix", 0.5, 5, 4)], ("transB", 1)),
        Microsoft("BiasGelu", [Cube, Four]),
        Microsoft("FastGelu", [Cube, Four]),
        Microsoft("SkipLayerNormalization", [Cube, Cube, Four, Four, Four], ("epsilon", 0.01)),
        Microsoft("SkipLayerNormalization", [Cube, Cube, Four], ("epsilon", 0.01)),
        Microsoft("SkipSimplifiedLayerNormalization", [Cube, Cube, Four, Four], ("epsilon", 0.01)),
        Microsoft(
            "EmbedLayerNormalization",
            [
                TensorData.Of<int>([3, 1, 0, 2, 6, 5], 2, 3), TensorData.Of<int>([0, 0, 1, 0, 1, 1], 2, 3),
                new long[] { 7, 4 }, new long[] { 9, 4 }, new long[] { 2, 4 }, Four, Four,
            ],
            ("epsilon", 0.01)) with { Outputs = 2 },
        .. Attention,
        .. QuantizationSettings.All.Where(item => item.Type.Contains("Linear") && item.Type.StartsWith('Q')
            && item.Type != "QuantizeLinear"),
        .. QuantizationSettings.Microsoft,
    ];

    static IEnumerable<OperatorCase> Attention =>
    [
        Microsoft("Attention", [Cube, Exported.Draw("qkv", 0.5, 4, 12), Exported.Draw("qkv.bias", 0.5, 12)], Heads),
        Microsoft(
            "Attention",
            [Cube, Exported.Draw("qkv", 0.5, 4, 12), Exported.Draw("qkv.bias", 0.5, 12), Padding],
            Heads, ("scale", 0.3)),
        Microsoft(
            "Attention",
            [
                Cube, Exported.Draw("qkv", 0.5, 4, 12), Exported.Draw("qkv.bias", 0.5, 12),
                TensorData.Of<int>([3, 1], 2),
            ],
            Heads),
        Microsoft(
            "Attention",
            [Cube, Exported.Draw("qkv", 0.5, 4, 12), Exported.Draw("qkv.bias", 0.5, 12)],
            Heads, ("unidirectional", 1)),
        Microsoft("MultiHeadAttention", [Cube, new long[] { 2, 5, 4 }, new long[] { 2, 5, 4 }], Heads),
        Microsoft(
            "MultiHeadAttention",
            [Cube, Cube, Cube, Exported.Draw("qkv.bias", 0.5, 12), Padding, new long[] { 2, 2, 3, 3 }],
            Heads),
    ];

    static (string, object) Heads => ("num_heads", 2);

    public static OperatorCase Microsoft(string type, object[] inputs, params (string, object)[] attributes) =>
        OperatorCase.Of(type, 17, inputs, attributes) with { Domain = OperatorVersions.Microsoft };
}
