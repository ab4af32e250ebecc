using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference.Spatial;

/// <summary>Interpolation to other sizes, by scales or sizes.</summary>
static class Resizing
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Resize", new(Resize)),
        ("Upsample", new(Upsample)),
    ];

    static Inferred Upsample(Operation op)
    {
        if (op.Since < 9)
            return Scaled(op, [.. op.Attributes.Floats("scales")]);
        return op.Constant(1) is { } scales ? Scaled(op, Singles(scales)) : op.DependsOn(1);
    }

    static Inferred Resize(Operation op)
    {
        if (op.Since < 11)
            return op.Constant(1) is { } scales ? Scaled(op, Singles(scales)) : op.DependsOn(1);

        // An empty tensor stands for an omitted input in opset 11 and 12.
        if (op.Has(3) && op.Shape(3) is not [0])
            return op.Integers(3) is { } sizes ? Sized(op, sizes) : op.DependsOn(3);
        if (!op.Has(2))
            throw op.Mismatch("neither scales nor sizes are given");
        return op.Constant(2) is { } factors ? Scaled(op, Singles(factors)) : op.DependsOn(2);
    }

    static Inferred Scaled(Operation op, float[] scales)
    {
        var input = op.Shape(0);
        var axes = Axes(op, scales.Length, "scales");
        if (Extents(op, axes) is not { } extents)
            return op.DependsOn(1);

        var shape = input.ToArray();
        for (var i = 0; i < axes.Length; i++)
        {
            if (!(scales[i] > 0))
                throw op.Mismatch($"scale {scales[i]} is not positive");
            shape[axes[i]] = checked((long)MathF.Floor(shape[axes[i]] * extents[i] * scales[i]));
        }

        return op.Result([.. shape]);
    }

    static float[]? Extents(Operation op, int[] axes)
    {
        var crops = op.Since >= 11
            && op.Attributes.Text("coordinate_transformation_mode", "") == "tf_crop_and_resize";
        if (!crops)
            return [.. Enumerable.Repeat(1f, axes.Length)];
        if (op.Constant(1) is not { } region)
            return null;

        var bounds = Singles(region);
        return bounds.Length == 2 * axes.Length
            ? [.. axes.Select((_, i) => bounds[i + axes.Length] - bounds[i])]
            : throw op.Mismatch($"a region of {bounds.Length} bounds does not fit {axes.Length} axes");
    }

    static Inferred Sized(Operation op, long[] sizes)
    {
        var input = op.Shape(0);
        var axes = Axes(op, sizes.Length, "sizes");
        var ratios = axes.Select((axis, i) => sizes[i] / (double)input[axis]).ToArray();
        double? kept = op.Attributes.Text("keep_aspect_ratio_policy", "stretch") switch
        {
            "not_larger" => ratios.Min(),
            "not_smaller" => ratios.Max(),
            _ => null,
        };
        var shape = input.ToArray();
        for (var i = 0; i < axes.Length; i++)
        {
            shape[axes[i]] = kept is { } ratio
                ? checked((long)Math.Round(ratio * input[axes[i]], MidpointRounding.AwayFromZero))
                : sizes[i];
        }

        return op.Result([.. shape]);
    }

    static int[] Axes(Operation op, int count, string what)
    {
        var input = op.Shape(0);
        ImmutableArray<long> all = [.. Enumerable.Range(0, input.Length).Select(i => (long)i)];
        var axes = op.Axes(op.Attributes.Has("axes") ? op.Attributes.Ints("axes") : all, input);
        return axes.Length == count
            ? axes
            : throw op.Mismatch($"{count} {what} do not fit {axes.Length} axes of {ShapeText.Of(input)}");
    }

    static float[] Singles(TensorData data) => Array.ConvertAll(data.ToDoubles(), value => (float)value);
}
