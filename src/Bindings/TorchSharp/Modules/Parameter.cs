using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains; what it is made from is taken over and invalid afterwards.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).MoveHandle(), register: false) =>
        DisposeScope.ReplaceWith(data, this);
}
