using OnnxZc.Graphs;

namespace OnnxZc.Networks;

/// <summary>
/// One execution of a layer whose weight the zero-cost literature counts: two-dimensional convolutions and linear
/// layers. A weight that several nodes use makes several layers.
/// </summary>
/// <param name="Weight">The ONNX name of the weight's initializer.</param>
/// <param name="Kind">Convolution or linear.</param>
/// <param name="Output">
/// The ONNX name of the layer's result, its bias included, before normalisation and activation.
/// </param>
/// <param name="FanIn">Weights that feed one output: in / groups × height × width, or in.</param>
/// <param name="FanOut">Weights that one input feeds: out / groups × height × width, or out.</param>
/// <param name="Node">The node that multiplies by the weight.</param>
/// <param name="Bias">The ONNX name of the bias's initializer, or null.</param>
public sealed record Layer(
    string Weight,
    LayerKind Kind,
    string Output,
    long FanIn,
    long FanOut,
    Node Node,
    string? Bias)
{
    /// <summary>Whether the weight is [in, out], and not [out, in, ...].</summary>
    public bool IsInputFirst { get; init; }
}
