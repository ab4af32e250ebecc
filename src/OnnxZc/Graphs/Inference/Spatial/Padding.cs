using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference.Spatial;

/// <summary>Borders added or cut off.</summary>
static class Padding
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Pad", new(Pad)),
        ("CenterCropPad", new(CenterCropPad)),
    ];

    static Inferred Pad(Operation op)
    {
        var input = op.Shape(0);
        var pads = op.Since < 11 ? [.. op.Attributes.Ints(op.Since < 2 ? "paddings" : "pads")] : op.Integers(1);
        if (pads is null)
            return op.DependsOn(1);

        var declared = op.Has(3) ? op.Integers(3) : [.. Enumerable.Range(0, input.Length).Select(i => (long)i)];
        if (declared is null)
            return op.DependsOn(3);
        var axes = op.Axes(declared, input);
        if (pads.Length != 2 * axes.Length)
            throw op.Mismatch($"{pads.Length} pads do not fit {axes.Length} axes of {ShapeText.Of(input)}");

        var shape = input.ToArray();
        for (var i = 0; i < axes.Length; i++)
            shape[axes[i]] = checked(shape[axes[i]] + pads[i] + pads[i + axes.Length]);
        return op.Result([.. shape]);
    }

    static Inferred CenterCropPad(Operation op)
    {
        var input = op.Shape(0);
        if (op.Integers(1) is not { } sizes)
            return op.DependsOn(1);
        ImmutableArray<long> all = [.. Enumerable.Range(0, input.Length).Select(i => (long)i)];
        var axes = op.Axes(op.Attributes.Has("axes") ? op.Attributes.Ints("axes") : all, input);
        if (sizes.Length != axes.Length)
            throw op.Mismatch($"{sizes.Length} sizes do not fit {axes.Length} axes");

        var shape = input.ToArray();
        for (var i = 0; i < axes.Length; i++)
            shape[axes[i]] = sizes[i];
        return op.Result([.. shape]);
    }
}
