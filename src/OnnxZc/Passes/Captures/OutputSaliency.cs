using OnnxZc.Networks;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes.Captures;

/// <summary>How much each channel of a layer's output matters to a pass's objective.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Value">[N, C]: per sample and channel, the sum over positions of output × gradient.</param>
public sealed record OutputSaliency(Layer Layer, Tensor Value);
