using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;

namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>Derivatives of recurrent layers by inputs, all weights, biases and initial states.</summary>
public sealed class RecurrentGradientTests
{
    static readonly TensorData Lengths = TensorData.Of<int>([3, 2], 2);

    [Theory]
    [InlineData("RNN", 1)]
    [InlineData("GRU", 3)]
    [InlineData("LSTM", 4)]
    public void Recurrent_OneDirection_GradientEqualsDifferences(string type, int gates) =>
        GradientCheck.Holds(Layer(type, gates, directions: 1, null!));

    [Theory]
    [InlineData("RNN", 1)]
    [InlineData("GRU", 3)]
    [InlineData("LSTM", 4)]
    public void Recurrent_TwoDirectionsAndAShortSequence_GradientEqualsDifferences(string type, int gates) =>
        GradientCheck.Holds(Layer(type, gates, directions: 2, Lengths, ("direction", "bidirectional")));

    [Fact]
    public void Gru_LinearBeforeReset_GradientEqualsDifferences() =>
        GradientCheck.Holds(Layer("GRU", 3, 1, null!, ("linear_before_reset", 1)));

    [Fact]
    public void Lstm_PeepholesAndClip_GradientEqualsDifferences()
    {
        var layer = Layer("LSTM", 4, 1, null!, ("clip", 0.9));
        GradientCheck.Holds(layer with { Inputs = [.. layer.Inputs, new long[] { 1, 6 }] });
    }

    [Fact]
    public void Lstm_ConstantWeights_AreParametersButInitialStatesAreNot()
    {
        TensorData Constant(params long[] shape) =>
            TensorData.Of<float>(new float[TensorData.CountOf(shape)], shape);
        var layer = OperatorCase.Of(
            "LSTM",
            14,
            [
                new long[] { 3, 2, 2 }, Constant(1, 8, 2), Constant(1, 8, 2), Constant(1, 16), null!,
                Constant(1, 2, 2), Constant(1, 2, 2), Constant(1, 6),
            ]);
        Assert.Equal(["x1", "x2", "x3", "x7"], ParameterInitializers.Of(layer.Graph(out _)));
    }

    static OperatorCase Layer(
        string type, int gates, long directions, TensorData lengths, params (string, object)[] attributes)
    {
        long[] state = [directions, 2, 2];
        var layer = OperatorCase.Of(
            type,
            14,
            [
                new long[] { 3, 2, 2 },
                new long[] { directions, 2 * gates, 2 },
                new long[] { directions, 2 * gates, 2 },
                new long[] { directions, 4 * gates },
                lengths,
                state,
                .. type == "LSTM" ? new object[] { state } : [],
            ],
            [("hidden_size", 2), .. attributes]);
        return layer with { Outputs = type == "LSTM" ? 3 : 2 };
    }
}
