using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes.Captures;

/// <summary>A layer's weight and the gradient of a pass's objective by it.</summary>
/// <param name="Weight">The ONNX name of the weight.</param>
/// <param name="Value">The weight.</param>
/// <param name="Gradient">The gradient, of the weight's shape.</param>
public sealed record WeightGradient(string Weight, Tensor Value, Tensor Gradient);
