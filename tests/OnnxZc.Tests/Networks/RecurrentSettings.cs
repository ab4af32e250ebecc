using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Recurrent layers with every setting that takes another path: 2 sequences of 5 steps.</summary>
static class RecurrentSettings
{
    const int Hidden = 4;
    static readonly long[] Steps = [5, 2, 3];
    static readonly TensorData Lengths = TensorData.Of<int>([5, 3], 2);

    static readonly (string Type, int Gates, int Activations)[] Kinds =
        [("RNN", 1, 1), ("GRU", 3, 2), ("LSTM", 4, 3)];

    public static IEnumerable<OperatorCase> All => Kinds.SelectMany(kind => (OperatorCase[])
    [
        .. OperatorCases.Versions(kind.Type, opset => Layer(kind.Type, opset, 1)),
        Layer(kind.Type, 14, 1, ("direction", "reverse")),
        Layer(kind.Type, 14, 2, ("direction", "bidirectional")),
        Layer(kind.Type, 14, 2, Lengths, ("direction", "bidirectional")),
        Layer(kind.Type, 14, 1, Lengths, ("direction", "reverse")),
        Layer(kind.Type, 14, 1, ("clip", 0.3)),
        Layer(kind.Type, 14, 1, ("activations", Names("HardSigmoid", kind.Activations))),
        Layer(
            kind.Type,
            14,
            1,
            ("activations", Names("Affine", kind.Activations)),
            ("activation_alpha", Numbers(0.5f, kind.Activations)),
            ("activation_beta", Numbers(0.1f, kind.Activations))),
        Layer(
            kind.Type,
            14,
            1,
            ("activations", Names("LeakyRelu", kind.Activations)),
            ("activation_alpha", Numbers(0.3f, kind.Activations))),
        Without(Layer(kind.Type, 14, 1)),
    ]).Concat(
    [
        Layer("GRU", 14, 1, ("linear_before_reset", 1)),
        Layer("GRU", 14, 2, ("linear_before_reset", 1), ("direction", "bidirectional")),
        Layer("LSTM", 14, 1, ("input_forget", 1)),
        Peepholes(1),
        Peepholes(2, ("direction", "bidirectional")),
        Peepholes(1, ("clip", 0.2)),
        .. new[] { "Softsign", "Softplus", "Relu", "Elu", "ScaledTanh", "ThresholdedRelu" }.Select(name => Layer(
            "RNN",
            14,
            1,
            ("activations", Names(name, 1)),
            ("activation_alpha", Numbers(0.7f, 1)),
            ("activation_beta", Numbers(0.6f, 1)))),
    ]);

    static OperatorCase Layer(string type, int opset, int directions, params (string, object)[] attributes) =>
        Layer(type, opset, directions, null!, attributes);

    static OperatorCase Layer(
        string type, int opset, int directions, object lengths, params (string, object)[] attributes)
    {
        var gates = Kinds.Single(kind => kind.Type == type).Gates;
        long[] state = [directions, 2, Hidden];
        object[] inputs =
        [
            Steps,
            new long[] { directions, gates * Hidden, 3 },
            new long[] { directions, gates * Hidden, Hidden },
            new long[] { directions, 2 * gates * Hidden },
            lengths,
            state,
            .. type == "LSTM" ? new object[] { state } : [],
        ];
        var layer = OperatorCase.Of(type, opset, inputs, [("hidden_size", Hidden), .. attributes]);
        return layer with { Outputs = type == "LSTM" ? 3 : 2 };
    }

    static OperatorCase Peepholes(int directions, params (string, object)[] attributes)
    {
        var layer = Layer("LSTM", 14, directions, attributes);
        return layer with { Inputs = [.. layer.Inputs, new long[] { directions, 3 * Hidden }] };
    }

    static OperatorCase Without(OperatorCase layer) => layer with { Inputs = layer.Inputs[..3], Outputs = 1 };

    // Unbounded gates would let the states grow beyond all numbers.
    static ImmutableArray<string> Names(string name, int count) =>
        [.. Enumerable.Repeat("Sigmoid", Math.Min(count - 1, 1)), .. Enumerable.Repeat(name, Math.Max(1, count - 1))];

    static ImmutableArray<float> Numbers(float number, int count) => [.. Enumerable.Repeat(number, count)];
}
