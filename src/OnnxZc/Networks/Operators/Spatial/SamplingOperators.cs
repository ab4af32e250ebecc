using OnnxZc.Graphs;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Spatial;

/// <summary>Maps read at computed positions, and blocks put back into maps.</summary>
static class SamplingOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("GridSample", [16, 20, 22], GridSample);
        table.Add("AffineGrid", [20], AffineGrid);
        table.Add("DeformConv", [19, 22], DeformConv);
        table.Add("Col2Im", [18], Col2Im);
        table.Add("CenterCropPad", [18], CenterCropPad);
    }

    static Tensor GridSample(OperatorCall call)
    {
        var (x, grid) = (call[0], call[1]);
        var sizes = x.shape[2..];
        var isAligned = call.Attributes.Int("align_corners", 0) != 0;
        var mode = call.Attributes.Text("mode", "linear").Replace("bi", "");
        var sampling = new PointSampling(mode, call.Attributes.Text("padding_mode", "zeros"), isAligned);
        var points = grid.reshape(grid.shape[0], -1, sizes.Length);
        // The last number of a point belongs to the first spatial dimension.
        Tensor[] positions = [.. sizes.Select((size, i) =>
        {
            var unit = (points.select(2, sizes.Length - 1 - i) + 1) / 2;
            return isAligned ? unit * (size - 1) : (unit * size) - 0.5;
        })];
        return sampling.Sample(x, positions).reshape([x.shape[0], x.shape[1], .. grid.shape[1..^1]]);
    }

    static Tensor AffineGrid(OperatorCall call)
    {
        var (theta, size) = (call[0], call.Ints(1)!);
        var isAligned = call.Attributes.Int("align_corners", 0) != 0;
        var spatial = size[2..];
        var columns = new List<Tensor>();
        for (var i = spatial.Length - 1; i >= 0; i--)
        {
            var shape = Enumerable.Repeat(1L, spatial.Length).ToArray();
            shape[i] = spatial[i];
            columns.Add(Centres(spatial[i], isAligned, theta).reshape(shape).expand(spatial).reshape(-1));
        }

        columns.Add(columns[0].ones_like());
        var points = torch.stack(columns, 1).matmul(theta.transpose(1, 2));
        return points.reshape([size[0], .. spatial, spatial.Length]);
    }

    static Tensor Centres(long size, bool isAligned, Tensor like)
    {
        var index = torch.arange(size, dtype: like.dtype, device: like.device);
        if (!isAligned)
            return (((2 * index) + 1) / size) - 1;
        return size == 1 ? index - 1 : (2 * index / (size - 1)) - 1;
    }

    static Tensor DeformConv(OperatorCall call)
    {
        var (x, weight, offset) = (call[0], call[1], call[2]);
        var (n, c, sizes) = (x.shape[0], x.shape[1], x.shape[2..]);
        var window = Window.Of(call, weight.shape[2..], sizes);
        var (groups, owners) = (call.Attributes.Int("group", 1), call.Attributes.Int("offset_group", 1));
        var (taps, outputs) = (TensorData.CountOf(window.Kernel), offset.shape[2..]);
        var points = TensorData.CountOf(outputs);

        var moved = offset.reshape(n * owners, taps, window.Rank, points);
        Tensor[] positions = [.. Enumerable.Range(0, window.Rank).Select(i =>
            (moved.select(2, i) + Still(window, i, outputs, x)).reshape(n * owners, -1))];
        var sampled = new PointSampling("linear", "zeros", alignCorners: true)
            .Sample(x.reshape([n * owners, c / owners, .. sizes]), positions)
            .reshape(n * owners, c / owners, taps, points);
        if (call.Optional(4) is { } mask)
            sampled *= mask.reshape(n * owners, 1, taps, points);

        var columns = sampled.reshape(n, groups, c / groups * taps, points);
        var filters = weight.reshape(groups, weight.shape[0] / groups, -1);
        var y = filters.matmul(columns).reshape([n, weight.shape[0], .. outputs]);
        return call.Optional(3) is { } bias ? y + bias.reshape([-1, .. outputs.Select(_ => 1L)]) : y;
    }

    /// <summary>Where each tap stands along a dimension before it is moved: [taps, points].</summary>
    static Tensor Still(Window window, int axis, long[] outputs, Tensor like)
    {
        Tensor Spread(long[] sizes, long step)
        {
            var shape = Enumerable.Repeat(1L, sizes.Length).ToArray();
            shape[axis] = sizes[axis];
            return (torch.arange(sizes[axis], dtype: like.dtype, device: like.device) * step)
                .reshape(shape).expand(sizes).reshape(-1);
        }

        return Spread(window.Kernel, window.Dilations[axis]).unsqueeze(1)
            + Spread(outputs, window.Strides[axis]) - window.PadsBegin[axis];
    }

    static Tensor Col2Im(OperatorCall call)
    {
        var (x, image) = (call[0], call.Ints(1)!);
        var window = Window.Of(call, call.Ints(2)!, image);
        var taps = TensorData.CountOf(window.Kernel);
        long[] padded = [.. image.Select((size, i) => size + window.PadsBegin[i] + window.PadsEnd[i])];
        var unpadded = window with { PadsBegin = new long[window.Rank] };
        long[] blocks = [.. padded.Select((size, i) => ((size - window.Extent(i)) / window.Strides[i]) + 1)];
        var target = torch.zeros([1], dtype: torch.int64, device: x.device);
        for (var i = 0; i < window.Rank; i++)
            target = (target * padded[i]) + Still(unpadded, i, blocks, target);

        var columns = x.reshape(x.shape[0], x.shape[1] / taps, -1);
        var sums = torch.zeros([.. columns.shape[..2], TensorData.CountOf(padded)], dtype: x.dtype, device: x.device)
            .index_add(2, target.reshape(-1), columns, 1)
            .reshape([.. columns.shape[..2], .. padded]);
        for (var i = 0; i < window.Rank; i++)
            sums = sums.narrow(i + 2, window.PadsBegin[i], image[i]);
        return sums;
    }

    static Tensor CenterCropPad(OperatorCall call)
    {
        var x = call[0];
        var target = call.Ints(1)!;
        long[] axes = call.Attributes.Has("axes")
            ? [.. call.Attributes.Ints("axes").Select(axis => call.Axis(axis, x.ndim))]
            : [.. Enumerable.Range(0, target.Length).Select(axis => (long)axis)];
        var pads = new long[2 * x.ndim];
        for (var i = 0; i < axes.Length; i++)
        {
            // Truncation puts the odd element behind, both when it is added and when it is cut.
            var missing = target[i] - x.shape[axes[i]];
            var last = 2 * (x.ndim - 1 - axes[i]);
            pads[last] = missing / 2;
            pads[last + 1] = missing - (missing / 2);
        }

        return F.pad(x, pads);
    }
}
