using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Operators that move elements without computing with them.</summary>
static class ShapeOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.AddValues("Identity", [1, 13, 14, 16, 19, 21, 23, 24, 25], call => [call.Values[0].Alias()]);
        table.Add("Reshape", [5, 13, 14, 19, 21, 23, 24, 25], Reshape);
        table.Add("Flatten", [1, 9, 11, 13, 21, 23, 24, 25], Flatten);
        table.Add("Transpose", [1, 13, 21, 23, 24, 25], Transpose);
        table.Add("Squeeze", [1, 11, 13, 21, 23, 24, 25], Squeeze);
        table.Add("Unsqueeze", [1, 11, 13, 21, 23, 24, 25], Unsqueeze);
        table.Add("Concat", [4, 11, 13], call => torch.cat([.. call.Inputs], call.Attributes.Int("axis", 0)));
        table.AddMany("Split", [2, 11, 13, 18], Split);
        table.Add("Expand", [8, 13], Expand);
        table.Add("Tile", [6, 13], call => call[0].repeat(call.Ints(1)!));
        table.Add("Shape", [1, 13, 15, 19, 21, 23, 24, 25], Shape);
        table.Add("Size", [1, 13, 19, 21, 23, 24, 25], call => torch.tensor(call[0].numel()));
        table.Add("DepthToSpace", [1, 11, 13], DepthToSpace);
        table.Add("SpaceToDepth", [1, 13], SpaceToDepth);
    }

    static Tensor Reshape(OperatorCall call)
    {
        var x = call[0];
        var shape = call.Ints(1)!;
        if (call.Attributes.Int("allowzero", 0) == 0)
        {
            for (var axis = 0; axis < shape.Length; axis++)
            {
                if (shape[axis] == 0)
                    shape[axis] = x.shape[axis];
            }
        }

        return x.reshape(shape);
    }

    static Tensor Flatten(OperatorCall call)
    {
        var x = call[0];
        var axis = call.Attributes.Int("axis", 1);
        if (axis < 0)
            axis += x.ndim;
        return x.reshape(TensorData.CountOf(x.shape.Take((int)axis)), TensorData.CountOf(x.shape.Skip((int)axis)));
    }

    static Tensor Transpose(OperatorCall call)
    {
        var order = call.Attributes.Ints("perm");
        return order.Length > 0
            ? call[0].permute([.. order])
            : call[0].permute([.. Enumerable.Range(0, (int)call[0].ndim).Reverse().Select(axis => (long)axis)]);
    }

    static Tensor Squeeze(OperatorCall call)
    {
        var x = call[0];
        var axes = call.Axes(1)?.Select(axis => call.Axis(axis, x.ndim)).ToHashSet();
        var shape = x.shape.Where((size, axis) => axes is null ? size != 1 : !axes.Contains(axis));
        return x.reshape([.. shape]);
    }

    static Tensor Unsqueeze(OperatorCall call)
    {
        var x = call[0];
        var axes = call.Axes(1)!;
        var rank = x.ndim + axes.Length;
        return axes.Select(axis => call.Axis(axis, rank)).Order()
            .Aggregate(x, (tensor, axis) => tensor.unsqueeze(axis));
    }

    static Tensor[] Split(OperatorCall call)
    {
        var x = call[0];
        var axis = call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        var sizes = call.Attributes.Has("split") ? [.. call.Attributes.Ints("split")] : call.Ints(1);
        if (sizes is null)
        {
            var parts = call.Attributes.Int("num_outputs", call.Node.Outputs.Length);
            var part = (x.shape[axis] + parts - 1) / parts;
            sizes = [.. Enumerable.Range(0, (int)parts).Select(i => Math.Clamp(x.shape[axis] - (i * part), 0, part))];
        }

        return x.split(sizes, axis);
    }

    static Tensor Expand(OperatorCall call)
    {
        var x = call[0];
        var target = call.Ints(1)!;
        var rank = Math.Max(target.Length, (int)x.ndim);
        var shape = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var own = axis - (rank - (int)x.ndim) is >= 0 and var i ? x.shape[i] : 1;
            var wanted = axis - (rank - target.Length) is >= 0 and var j ? target[j] : 1;
            shape[axis] = own == 1 ? wanted : own;
        }

        return x.expand(shape);
    }

    static Tensor Shape(OperatorCall call)
    {
        var shape = call[0].shape;
        var start = Bound(call.Attributes.Int("start", 0), shape.Length);
        var end = Bound(call.Attributes.Int("end", shape.Length), shape.Length);
        return torch.tensor(shape[start..Math.Max(start, end)]);
    }

    static int Bound(long position, int rank) => (int)Math.Clamp(position < 0 ? position + rank : position, 0, rank);

    static Tensor DepthToSpace(OperatorCall call)
    {
        var (x, block) = (call[0], call.Attributes.Int("blocksize", 1));
        var (n, c, h, w) = (x.shape[0], x.shape[1] / (block * block), x.shape[2], x.shape[3]);
        var blocks = call.Attributes.Text("mode", "DCR") == "DCR"
            ? x.reshape(n, block, block, c, h, w).permute(0, 3, 4, 1, 5, 2)
            : x.reshape(n, c, block, block, h, w).permute(0, 1, 4, 2, 5, 3);
        return blocks.reshape(n, c, h * block, w * block);
    }

    static Tensor SpaceToDepth(OperatorCall call)
    {
        var (x, block) = (call[0], call.Attributes.Int("blocksize", 1));
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2] / block, x.shape[3] / block);
        return x.reshape(n, c, h, block, w, block).permute(0, 3, 5, 1, 2, 4).reshape(n, c * block * block, h, w);
    }
}
