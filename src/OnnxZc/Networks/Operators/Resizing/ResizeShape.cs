using OnnxZc.Graphs;

namespace OnnxZc.Networks.Operators.Resizing;

/// <summary>The dimensions that a resize may change, from its scales or sizes.</summary>
static class ResizeShape
{
    public static ResizeAxis[] Of(OperatorCall call)
    {
        var shape = call[0].shape;
        var since = call.Node.Operator.SinceVersion;
        if (since < 9)
            return Scaled(call, All(shape), [.. call.Attributes.Floats("scales")], null);
        if (since < 11)
            return Scaled(call, All(shape), Singles(call, 1)!, null);

        int[] axes = call.Attributes.Has("axes")
            ? [.. call.Attributes.Ints("axes").Select(axis => (int)call.Axis(axis, shape.Length))]
            : All(shape);
        var isCrop = call.Attributes.Text("coordinate_transformation_mode", "") == "tf_crop_and_resize";
        var region = isCrop ? Singles(call, 1) : null;
        // An empty tensor stands for an omitted input in opset 11 and 12.
        if (call.Ints(3) is { Length: > 0 } sizes)
            return Sized(call, axes, sizes, region);
        var scales = Singles(call, 2) ?? throw ModelException.At(
            call.Node, ModelErrorCode.InvalidGraph, "neither scales nor sizes are given");
        return Scaled(call, axes, scales, region);
    }

    static int[] All(long[] shape) => [.. Enumerable.Range(0, shape.Length)];

    static float[]? Singles(OperatorCall call, int index) =>
        call.Numbers(index) is { } numbers ? Array.ConvertAll(numbers, number => (float)number) : null;

    static ResizeAxis[] Scaled(OperatorCall call, int[] axes, float[] scales, float[]? region)
    {
        Require(call, axes, scales.Length);
        return [.. axes.Select((axis, i) =>
        {
            var (start, end) = Bounds(call, region, i, axes.Length);
            var input = call[0].shape[axis];
            return new ResizeAxis(
                axis, input, (long)MathF.Floor(input * (end - start) * scales[i]), scales[i], start, end);
        })];
    }

    static ResizeAxis[] Sized(OperatorCall call, int[] axes, long[] sizes, float[]? region)
    {
        Require(call, axes, sizes.Length);
        var ratios = axes.Select((axis, i) => (float)sizes[i] / call[0].shape[axis]).ToArray();
        float? kept = call.Attributes.Text("keep_aspect_ratio_policy", "stretch") switch
        {
            "not_larger" => ratios.Min(),
            "not_smaller" => ratios.Max(),
            _ => null,
        };
        return [.. axes.Select((axis, i) =>
        {
            var (start, end) = Bounds(call, region, i, axes.Length);
            var input = call[0].shape[axis];
            var output = kept is { } ratio
                ? (long)MathF.Round(ratio * input, MidpointRounding.AwayFromZero)
                : sizes[i];
            return new ResizeAxis(axis, input, output, kept ?? ratios[i], start, end);
        })];
    }

    static (float Start, float End) Bounds(OperatorCall call, float[]? region, int i, int count) => region switch
    {
        null => (0, 1),
        _ when region.Length == 2 * count => (region[i], region[i + count]),
        _ => throw ModelException.At(
            call.Node, ModelErrorCode.ShapeMismatch, $"a region of {region.Length} bounds does not fit {count} axes"),
    };

    static void Require(OperatorCall call, int[] axes, int count)
    {
        if (axes.Length != count)
        {
            throw ModelException.At(
                call.Node, ModelErrorCode.ShapeMismatch, $"{count} scales or sizes do not fit {axes.Length} axes");
        }
    }
}
