using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference.Spatial;

/// <summary>Convolutions, plain, quantised, deformable and transposed.</summary>
static class Convolutions
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Conv", new(op => op.Result(Convolve(op, weight: 1, bias: 2)))),
        ("DeformConv", new(op => op.Result(Convolve(op, weight: 1, bias: 3)))),
        ("ConvInteger", new(op => op.Result(ElementType.Int32, Convolve(op, weight: 1, bias: -1)))),
        ("QLinearConv", new(op => op.Result(op.Type(7), Convolve(op, weight: 3, bias: 8)))),
        ("ConvTranspose", new(ConvTranspose)),
    ];

    static ImmutableArray<long> Convolve(Operation op, int weight, int bias)
    {
        var (input, filters) = (op.ShapeOfRank(0, 3), op.ShapeOfRank(weight, 3));
        var group = Group(op);
        if (input.Length != filters.Length || input[1] != checked(filters[1] * group) || filters[0] % group != 0)
        {
            throw op.Mismatch(
                $"filters {ShapeText.Of(filters)} in {group} group(s) do not fit an input {ShapeText.Of(input)}");
        }

        RequireBias(op, bias, filters[0]);
        var positions = Windows.Read(op, Kernel(op, filters)).Positions(op, input);
        return [input[0], filters[0], .. positions];
    }

    static Inferred ConvTranspose(Operation op)
    {
        var (input, filters) = (op.ShapeOfRank(0, 3), op.ShapeOfRank(1, 3));
        var group = Group(op);
        if (input.Length != filters.Length || input[1] != filters[0] || filters[0] % group != 0)
        {
            throw op.Mismatch(
                $"filters {ShapeText.Of(filters)} in {group} group(s) do not fit an input {ShapeText.Of(input)}");
        }

        var channels = checked(filters[1] * group);
        RequireBias(op, 2, channels);
        var windows = Windows.Read(op, Kernel(op, filters));
        var spatial = windows.Kernel.Length;
        if (op.Attributes.Ints("output_shape") is { Length: > 0 } target)
        {
            return target.Length >= spatial
                ? op.Result([input[0], channels, .. target[^spatial..]])
                : throw op.Mismatch($"output_shape {ShapeText.Of(target)} has fewer than {spatial} entries");
        }

        var extra = Windows.Attribute(op, "output_padding", spatial, 0);
        var sizes = Enumerable.Range(0, spatial).Select(i => Grown(windows, i, input[i + 2], extra[i]));
        return op.Result([input[0], channels, .. sizes]);
    }

    static long Grown(Windows windows, int i, long size, long extra)
    {
        if (windows.AutoPad is "SAME_UPPER" or "SAME_LOWER")
            return checked(size * windows.Strides[i]);
        var pads = windows.AutoPad == "VALID" ? 0 : windows.Pads[i] + windows.Pads[i + windows.Kernel.Length];
        return checked((windows.Strides[i] * (size - 1)) + extra + windows.Extent(i) - pads);
    }

    static long Group(Operation op) => op.Attributes.Int("group", 1) is > 0 and var group
        ? group
        : throw op.Mismatch($"group {op.Attributes.Int("group", 1)} is not positive");

    static ImmutableArray<long> Kernel(Operation op, ImmutableArray<long> filters)
    {
        var declared = op.Attributes.Ints("kernel_shape");
        return declared.IsEmpty || declared.SequenceEqual(filters.Skip(2))
            ? filters[2..]
            : throw op.Mismatch($"kernel_shape {ShapeText.Of(declared)} differs from filters {ShapeText.Of(filters)}");
    }

    static void RequireBias(Operation op, int index, long channels)
    {
        if (index >= 0 && op.Has(index) && !op.Shape(index).SequenceEqual([channels]))
            throw op.Mismatch($"a bias of shape {ShapeText.Of(op.Shape(index))} does not fit {channels} channels");
    }
}
