using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Operators that keep some elements, by their values or by a condition.</summary>
static class SelectionOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Compress", [9, 11], Compress);
        table.Add("NonZero", [9, 13], call =>
            (call[0].ndim == 0 ? call[0].reshape(1) : call[0]).nonzero().t().contiguous());
        table.AddMany("TopK", [1, 10, 11, 24], TopK);
        table.AddMany("Unique", [11], Unique);
        table.Add("Trilu", [14], call => call.Attributes.Int("upper", 1) != 0
            ? call[0].triu(call.Ints(1)?[0] ?? 0)
            : call[0].tril(call.Ints(1)?[0] ?? 0));
        table.Add("NonMaxSuppression", [10, 11], NonMaxSuppression);
    }

    static Tensor Compress(OperatorCall call)
    {
        var x = call.Attributes.Has("axis") ? call[0] : call[0].reshape(-1);
        var axis = call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        var kept = call[1].to_type(torch.@bool).nonzero().reshape(-1);
        return x.index_select(axis, kept);
    }

    // Sorted stably, since of equal elements ONNX takes the one with the lower index first.
    static Tensor[] TopK(OperatorCall call)
    {
        var x = call[0];
        var axis = call.Axis(call.Attributes.Int("axis", -1), x.ndim);
        var count = call.Node.Operator.SinceVersion == 1 ? call.Attributes.Int("k", 0) : call.Ints(1)![0];
        var (values, indices) = x.sort(axis, call.Attributes.Int("largest", 1) != 0, stable: true);
        return [values.narrow(axis, 0, count), indices.narrow(axis, 0, count)];
    }

    static Tensor[] Unique(OperatorCall call)
    {
        var isFlat = !call.Attributes.Has("axis");
        var x = isFlat ? call[0].reshape(-1) : call[0];
        var axis = call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        using var rows = x.detach().transpose(0, axis).reshape(x.shape[axis], -1).cpu();
        var groups = EqualRows.Of(rows, isSorted: call.Attributes.Int("sorted", 1) != 0);
        return
        [
            x.index_select(axis, torch.tensor(groups.First, device: x.device)),
            torch.tensor(groups.First),
            torch.tensor(groups.Group),
            torch.tensor(groups.Counts),
        ];
    }

    static Tensor NonMaxSuppression(OperatorCall call)
    {
        var suppression = new BoxSuppression(
            call[0], call[1], call.Number(3) ?? 0, call.Number(4), call.Attributes.Int("center_point_box", 0) != 0);
        var most = call.Ints(2)?[0] ?? 0;
        var kept = suppression.Keep(most).ToArray();
        return torch.tensor(kept, [kept.Length / 3, 3]);
    }
}
