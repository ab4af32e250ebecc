using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks;

/// <summary>What a node does: a function of tensors.</summary>
delegate Tensor[] OperatorFunction(OperatorCall call);
