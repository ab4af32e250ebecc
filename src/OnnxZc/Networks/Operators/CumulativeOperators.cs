using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Running sums and products along an axis.</summary>
static class CumulativeOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("CumSum", [11, 14], call => Run(call, (x, axis) => x.cumsum(axis, x.dtype), start: 0));
        table.Add("CumProd", [26], call => Run(call, (x, axis) => x.cumprod(axis, x.dtype), start: 1));
    }

    static Tensor Run(OperatorCall call, Func<Tensor, long, Tensor> accumulate, int start)
    {
        var x = call[0];
        var axis = call.Axis(call.Ints(1)![0], x.ndim);
        var isReverse = call.Attributes.Int("reverse", 0) != 0;
        var running = accumulate(isReverse ? x.flip(axis) : x, axis);
        if (call.Attributes.Int("exclusive", 0) != 0 && x.shape[axis] > 0)
        {
            var first = running.narrow(axis, 0, 1).full_like(start);
            running = torch.cat([first, running.narrow(axis, 0, x.shape[axis] - 1)], axis);
        }

        return isReverse ? running.flip(axis) : running;
    }
}
