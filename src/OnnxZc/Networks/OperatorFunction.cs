using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks;

/// <summary>What most nodes do: a function of tensors.</summary>
delegate Tensor[] OperatorFunction(OperatorCall call);
