using OnnxZc.Graphs;

namespace OnnxZc.Search.Building;

/// <summary>Layers in the orders that convolutional spaces put them in.</summary>
static class ConvBlocks
{
    /// <summary>A convolution <c>name.conv</c>, then batch normalization <c>name.bn</c>.</summary>
    public static string ConvBn(
        this NetworkBuilder net, string x, string name, int from, int to, Window window, int groups = 1) =>
        net.BatchNorm(net.Conv(x, $"{name}.conv", from, to, window, groups), $"{name}.bn", to);

    /// <summary>The positive part, a convolution <c>name.conv</c>, batch normalization <c>name.bn</c>.</summary>
    public static string ReluConvBn(
        this NetworkBuilder net, string x, string name, int from, int to, Window window) =>
        net.ConvBn(net.Relu(x), name, from, to, window);

    /// <summary>A named list of integers, the same one for all that ask for the name.</summary>
    public static string Integers(this NetworkBuilder net, string name, params ReadOnlySpan<long> values) =>
        net.Constant(name, TensorData.Int64s(values));
}
