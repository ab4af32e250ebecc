using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks;

/// <summary>
/// What a name stands for during a walk: a tensor, a list of tensors (a sequence), or nothing (an omitted input, or an
/// optional value that is absent).
/// </summary>
/// <param name="Tensor">The tensor, or null.</param>
/// <param name="List">The list, or null.</param>
readonly record struct Value(Tensor? Tensor, TensorList? List = null)
{
    /// <summary>Whether there is a tensor or a list.</summary>
    public bool IsGiven => Tensor is not null || List is not null;

    public static implicit operator Value(Tensor tensor) => new(tensor);

    public static implicit operator Value(TensorList list) => new(null, list);

    /// <summary>The same elements under handles of their own: one may be disposed of without the other.</summary>
    public Value Alias() => new(Tensor?.alias(), List is null ? null : TensorList.Of(List.Items));

    /// <summary>Gives the handles to the dispose scope around the current one.</summary>
    public void MoveToOuterDisposeScope()
    {
        Tensor?.MoveToOuterDisposeScope();
        foreach (var item in List?.Items ?? [])
            item.MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Tensor?.Dispose();
        foreach (var item in List?.Items ?? [])
            item.Dispose();
    }
}
