using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Attention and rotary embeddings with each of their settings.</summary>
static class AttentionSettings
{
    static readonly long[] Query = [2, 4, 3, 6];
    static readonly long[] Grouped = [2, 2, 5, 6];
    static readonly long[] Past = [2, 2, 4, 6];
    static readonly TensorData Lengths = TensorData.Int64s(5, 3);

    static readonly TensorData Seen = TensorData.Of<bool>(
        [true, false, true, true, false, true, true, true, false, true, false, true, true, true, true], 3, 5);

    public static IEnumerable<OperatorCase> All =>
    [
        .. OperatorCases.Versions("Attention", opset => OperatorCase.Of(
            "Attention", opset, [Query, Grouped, Grouped])),
        OperatorCase.Of(
            "Attention", 23, [Ints(2, 3, 24), Ints(2, 5, 12), Ints(2, 5, 8)], ("q_num_heads", 4), ("kv_num_heads", 2)),
        OperatorCase.Of("Attention", 23, [Query, Grouped, Grouped], ("is_causal", 1)),
        OperatorCase.Of("Attention", 23, [Query, Grouped, Grouped], ("scale", 0.7), ("softcap", 1.5)),
        OperatorCase.Of("Attention", 23, [Query, Grouped, Grouped, Ints(3, 5)]),
        OperatorCase.Of("Attention", 23, [Query, Grouped, Grouped, Ints(2, 1, 3, 5)], ("is_causal", 1)),
        OperatorCase.Of("Attention", 23, [Query, Grouped, Grouped, Seen]),
        Cached(),
        Cached(("is_causal", 1)),
        .. new[] { 0, 1, 3 }.Select(mode => Cached(
            ("is_causal", 1), ("softcap", 2.0), ("qk_matmul_output_mode", mode)) with { Outputs = 4 }),
        OperatorCase.Of(
            "Attention", 23, [Query, Grouped, Grouped, Ints(3, 9), Past, Past], ("qk_matmul_output_mode", 2)) with
        {
            Outputs = 4,
        },
        OperatorCase.Of(
            "Attention", 24, [Query, Grouped, Grouped, null!, null!, null!, Lengths], ("is_causal", 1)),
        OperatorCase.Of("RotaryEmbedding", 23, [Ints(2, 3, 4, 6), Ints(2, 4, 3), Ints(2, 4, 3)]),
        OperatorCase.Of(
            "RotaryEmbedding", 23, [Ints(2, 3, 4, 6), Ints(2, 4, 3), Ints(2, 4, 3)], ("interleaved", 1)),
        OperatorCase.Of(
            "RotaryEmbedding", 23,
            [Ints(2, 4, 18), Ints(9, 2), Ints(9, 2), TensorData.Of<long>([0, 1, 2, 3, 8, 7, 6, 5], 2, 4)],
            ("num_heads", 3), ("rotary_embedding_dim", 4)),
        .. Losses,
    ];

    static IEnumerable<OperatorCase> Losses =>
    [
        .. OperatorCases.Versions("NegativeLogLikelihoodLoss", opset => OperatorCase.Of(
            "NegativeLogLikelihoodLoss", opset, [Ints(3, 4), TensorData.Int64s(0, 3, 1)])),
        .. OperatorCases.Versions("SoftmaxCrossEntropyLoss", opset => OperatorCase.Of(
            "SoftmaxCrossEntropyLoss", opset, [Ints(3, 4), TensorData.Int64s(0, 3, 1)]) with { Outputs = 2 }),
        .. new[] { "none", "sum", "mean" }.Select(reduction => OperatorCase.Of(
            "SoftmaxCrossEntropyLoss", 13,
            [Ints(2, 3, 2), TensorData.Of<long>([0, 2, 1, 1], 2, 2), TensorData.Of<float>([1, 0.5f, 2], 3)],
            ("reduction", reduction), ("ignore_index", 2))),
    ];

    static OperatorCase Cached(params (string, object)[] attributes) => OperatorCase.Of(
        "Attention", 23, [Query, Grouped, Grouped, null!, Past, Past], attributes) with
    {
        Outputs = 3,
    };

    static long[] Ints(params long[] values) => values;
}
