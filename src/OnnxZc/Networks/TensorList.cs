using System.Collections.Immutable;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks;

/// <summary>A sequence: tensors whose handles belong to it alone.</summary>
/// <param name="Items">The tensors.</param>
sealed record TensorList(ImmutableArray<Tensor> Items)
{
    /// <summary>A list of <paramref name="tensors"/> under handles of its own.</summary>
    public static TensorList Of(IEnumerable<Tensor> tensors) => new([.. tensors.Select(tensor => tensor.alias())]);
}
