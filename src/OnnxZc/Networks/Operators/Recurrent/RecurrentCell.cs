using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Recurrent;

/// <summary>The states after a step, from its projected input and the states before it.</summary>
delegate Tensor[] RecurrentCell(Tensor input, Tensor[] states);
