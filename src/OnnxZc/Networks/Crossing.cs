using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks;

/// <summary>A value at a cut of the autograd graph.</summary>
/// <param name="Cut">The position of the node before which it was cut.</param>
/// <param name="Before">The end of the graph so far.</param>
/// <param name="After">The leaf that later nodes read; it shares the memory of <paramref name="Before"/>.</param>
sealed record Crossing(int Cut, Tensor Before, Tensor After);
