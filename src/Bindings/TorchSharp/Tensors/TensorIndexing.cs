using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Turns Python-like index expressions into views, and what is left into the tensors of aten::index.</summary>
static class TensorIndexing
{
    /// <summary>The view, and one tensor or null per dimension of it; none at all if the view is the answer.</summary>
    internal static (Tensor View, Tensor?[] Indices) Apply(Tensor tensor, TensorIndex[] indices)
    {
        var consumed = indices.Count(index => index.kind is not (TensorIndex.Kind.None or TensorIndex.Kind.Null
            or TensorIndex.Kind.Ellipsis or TensorIndex.Kind.Bool));
        var view = tensor.alias();
        var picked = new List<Tensor?>();
        foreach (var index in indices)
        {
            if (index.kind == TensorIndex.Kind.Ellipsis)
            {
                for (var skipped = tensor.dim() - consumed; skipped > 0; skipped--)
                    picked.Add(null);
                continue;
            }
            var next = Step(view, picked, index);
            if (!ReferenceEquals(next, view))
                view.Dispose();
            view = next;
        }
        return (view, picked.Exists(item => item is not null) ? [.. picked] : []);
    }

    static Tensor Step(Tensor view, List<Tensor?> picked, TensorIndex index)
    {
        switch (index.kind)
        {
            case TensorIndex.Kind.Single:
                return view.select(picked.Count, index.start!.Value);
            case TensorIndex.Kind.Slice:
                picked.Add(null);
                return Aten.Slice.Call(view, picked.Count - 1L, index.start, index.stop, index.step ?? 1);
            case TensorIndex.Kind.Tensor:
                picked.Add(index.tensor);
                return view;
            case TensorIndex.Kind.Bool:
                picked.Add(torch.tensor(index.start == 1));
                return view.unsqueeze(picked.Count - 1);
            default:
                picked.Add(null);
                return view.unsqueeze(picked.Count - 1);
        }
    }
}
