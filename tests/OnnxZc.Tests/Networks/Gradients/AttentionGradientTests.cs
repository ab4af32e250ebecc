using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>Derivatives of attention and rotary embeddings.</summary>
public sealed class AttentionGradientTests
{
    static readonly long[] Query = [1, 2, 2, 3];
    static readonly long[] Key = [1, 1, 3, 3];
    static readonly TensorData Nobody = TensorData.Of<bool>([true, false, true, false, false, false], 2, 3);

    static IEnumerable<GradientCase> All =>
    [
        GradientCase.Of("Attention", [Query, Key, Key]),
        GradientCase.Of("Attention", [Query, Key, Key, Ints(2, 3)], ("is_causal", 1), ("softcap", 1.5)),
        GradientCase.Of("Attention", [Query, Key, Key, Nobody]),
        GradientCase.Of("Attention", [Ints(1, 2, 4), Ints(1, 3, 2), Ints(1, 3, 2)],
            ("q_num_heads", 2), ("kv_num_heads", 1)),
        .. new[] { 0, 1, 2, 3 }.Select(mode => GradientCase.Of(
            "Attention", [Query, Key, Key, Ints(2, 5), Ints(1, 1, 2, 3), Ints(1, 1, 2, 3)],
            ("softcap", 1.5), ("qk_matmul_output_mode", mode)).WithOutputs(4)),
        GradientCase.Of("RotaryEmbedding", [Ints(1, 2, 2, 4), Ints(1, 2, 2), Ints(1, 2, 2)]),
        GradientCase.Of(
            "RotaryEmbedding", [Ints(1, 2, 8), Ints(5, 1), Ints(5, 1), TensorData.Of<long>([4, 0], 1, 2)],
            ("num_heads", 2), ("rotary_embedding_dim", 2), ("interleaved", 1)),
    ];

    public static TheoryData<string> Cases => GradientCase.Names(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Attention_RandomPoint_DerivativesEqualDifferences(string name) =>
        GradientCase.Find(All, name).Holds();

    static long[] Ints(params long[] values) => values;
}
