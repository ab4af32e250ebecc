using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Spatial;

/// <summary>Pooling of regions of interest [R, 4 or 5], whose corners are numbers, not differentiated.</summary>
static class RegionOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("RoiAlign", [10, 16, 22], RoiAlign);
        table.Add("MaxRoiPool", [1, 22], MaxRoiPool);
    }

    static Tensor RoiAlign(OperatorCall call)
    {
        var (x, regions, maps) = (call[0], call.Numbers(1)!, call.Ints(2)!);
        var attributes = call.Attributes;
        var scale = attributes.Float("spatial_scale", 1);
        long[] output = [attributes.Int("output_height", 1), attributes.Int("output_width", 1)];
        var isHalfPixel = call.Node.Operator.SinceVersion >= 16
            && attributes.Text("coordinate_transformation_mode", "half_pixel") == "half_pixel";
        var isMax = attributes.Text("mode", "avg") == "max";
        if (maps.Length == 0)
            return torch.zeros([0, x.shape[1], .. output], dtype: x.dtype, device: x.device);

        return torch.stack(maps.Select((map, i) =>
        {
            RegionTaps Along(int axis)
            {
                var corner = (i * 4) + 1 - axis;
                return RegionTaps.Of(
                    (float)regions[corner] * scale,
                    (float)regions[corner + 2] * scale,
                    output[axis],
                    x.shape[axis + 2],
                    attributes.Int("sampling_ratio", 0),
                    isHalfPixel);
            }

            return Align(x.select(0, map), Along(0), Along(1), isMax);
        }));
    }

    static Tensor Align(Tensor map, RegionTaps rows, RegionTaps columns, bool isMax)
    {
        if (!isMax || rows.PerBin == 0 || columns.PerBin == 0)
            return rows.Matrix(map).matmul(map).matmul(columns.Matrix(map).t());

        // As the format defines it: the largest of the weighted neighbours, before they are added up.
        var picked = map.index_select(1, rows.IndexTensor(map)).index_select(2, columns.IndexTensor(map));
        var weighted = picked * rows.WeightTensor(map).unsqueeze(1) * columns.WeightTensor(map);
        return weighted.reshape(map.shape[0], rows.Bins, rows.PerBin, columns.Bins, columns.PerBin).amax([2, 4]);
    }

    static Tensor MaxRoiPool(OperatorCall call)
    {
        var (x, regions) = (call[0], call.Numbers(1)!);
        var scale = call.Attributes.Float("spatial_scale", 1);
        long[] output = [.. call.Attributes.Ints("pooled_shape")];
        return torch.stack(regions.Chunk(5).Select(region =>
        {
            (long Start, long End)[] Bins(int axis)
            {
                var first = (long)MathF.Round((float)region[2 - axis] * scale, MidpointRounding.AwayFromZero);
                var last = (long)MathF.Round((float)region[4 - axis] * scale, MidpointRounding.AwayFromZero);
                var bin = (float)Math.Max(last - first + 1, 1) / output[axis];
                var size = x.shape[axis + 2];
                return [.. Enumerable.Range(0, (int)output[axis]).Select(i => (
                    Math.Clamp((long)MathF.Floor(i * bin) + first, 0, size),
                    Math.Clamp((long)MathF.Ceiling((i + 1) * bin) + first, 0, size)))];
            }

            var map = x.select(0, (long)region[0]);
            var columns = Bins(1);
            return torch.stack(Bins(0).Select(row => torch.stack(columns.Select(column =>
                Largest(map, row, column)), 1)), 1);
        }));
    }

    static Tensor Largest(Tensor map, (long Start, long End) row, (long Start, long End) column)
    {
        if (row.End <= row.Start || column.End <= column.Start)
            return torch.zeros([map.shape[0]], dtype: map.dtype, device: map.device);
        return map.narrow(1, row.Start, row.End - row.Start).narrow(2, column.Start, column.End - column.Start)
            .amax([1, 2]);
    }
}
