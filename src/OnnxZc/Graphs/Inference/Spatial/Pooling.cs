using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference.Spatial;

/// <summary>Pooling over windows, over whole maps and over regions of interest.</summary>
static class Pooling
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("AveragePool", new(Pool)),
        ("LpPool", new(Pool)),
        ("MaxPool", new(Pool)),
        ("MaxUnpool", new(Unpool)),
        ("GlobalAveragePool", new(Global)),
        ("GlobalLpPool", new(Global)),
        ("GlobalMaxPool", new(Global)),
        ("MaxRoiPool", new(op => Regions(op, Windows.Attribute(op, "pooled_shape", 2, 1)))),
        ("RoiAlign", new(op => Regions(
            op,
            [op.Attributes.Int("output_height", 1), op.Attributes.Int("output_width", 1)]))),
    ];

    static Inferred Pool(Operation op)
    {
        var input = op.ShapeOfRank(0, 3);
        var positions = Windows.Read(op, op.Attributes.Ints("kernel_shape")).Positions(op, input);
        ImmutableArray<long> shape = [input[0], input[1], .. positions];
        return new([new(op.Type(0), shape), new(ElementType.Int64, shape)]);
    }

    static Inferred Unpool(Operation op)
    {
        var input = op.ShapeOfRank(0, 3);
        if (op.Has(2))
            return op.Integers(2) is { } wanted ? op.Result([.. wanted]) : op.DependsOn(2);
        var windows = Windows.Read(op, op.Attributes.Ints("kernel_shape"));
        var spatial = windows.Kernel.Length;
        if (input.Length != spatial + 2)
            throw op.Mismatch($"a {spatial}-D window does not fit {ShapeText.Of(input)}");
        var sizes = Enumerable.Range(0, spatial).Select(i => checked(
            ((input[i + 2] - 1) * windows.Strides[i]) + windows.Kernel[i]
            - windows.Pads[i] - windows.Pads[i + spatial]));
        return op.Result([input[0], input[1], .. sizes]);
    }

    static Inferred Global(Operation op)
    {
        var input = op.ShapeOfRank(0, 2);
        return op.Result([input[0], input[1], .. Enumerable.Repeat(1L, input.Length - 2)]);
    }

    static Inferred Regions(Operation op, ImmutableArray<long> size) =>
        op.Result([op.ShapeOfRank(1, 2)[0], op.ShapeOfRank(0, 4)[1], .. size]);
}
