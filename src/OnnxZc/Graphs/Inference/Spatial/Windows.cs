using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference.Spatial;

/// <summary>The sliding window of a convolution or pooling: what its attributes say, per spatial dimension.</summary>
sealed record Windows(
    ImmutableArray<long> Kernel,
    ImmutableArray<long> Strides,
    ImmutableArray<long> Dilations,
    ImmutableArray<long> Pads,
    string AutoPad,
    bool RoundUp)
{
    /// <summary>Reads and checks the attributes of a node whose window has <paramref name="kernel"/>'s sizes.</summary>
    public static Windows Read(Operation op, ImmutableArray<long> kernel)
    {
        var spatial = kernel.Length;
        var windows = new Windows(
            kernel,
            Attribute(op, "strides", spatial, 1),
            Attribute(op, "dilations", spatial, 1),
            Attribute(op, "pads", 2 * spatial, 0),
            op.Attributes.Text("auto_pad", "NOTSET"),
            op.Attributes.Int("ceil_mode", 0) != 0);
        if (kernel.Concat(windows.Strides).Concat(windows.Dilations).Any(size => size < 1))
            throw op.Mismatch($"kernel {ShapeText.Of(kernel)}, strides and dilations must be positive");
        return windows;
    }

    /// <summary>How far the window reaches, dilation included.</summary>
    public long Extent(int i) => checked((Dilations[i] * (Kernel[i] - 1)) + 1);

    /// <summary>How many positions the window takes along each spatial dimension of <paramref name="input"/>.</summary>
    /// <exception cref="ModelException">The window is larger than the padded input.</exception>
    public ImmutableArray<long> Positions(Operation op, ImmutableArray<long> input)
    {
        if (input.Length != Kernel.Length + 2)
            throw op.Mismatch($"a {Kernel.Length}-D window cannot slide over an input of shape {ShapeText.Of(input)}");
        return [.. Enumerable.Range(0, Kernel.Length).Select(i => Positions(op, i, input[i + 2]))];
    }

    long Positions(Operation op, int i, long size)
    {
        if (AutoPad is "SAME_UPPER" or "SAME_LOWER")
            return CeilDivide(size, Strides[i]);

        var (begin, end) = AutoPad == "VALID" ? (0, 0) : (Pads[i], Pads[i + Kernel.Length]);
        var room = checked(size + begin + end - Extent(i));
        if (room < 0)
        {
            throw op.Mismatch(
                $"a window of {Extent(i)} does not fit into {size} + {begin} + {end} (spatial dimension {i})");
        }

        if (!RoundUp)
            return (room / Strides[i]) + 1;

        // A window that would start in the padding behind the input is left out.
        var positions = CeilDivide(room, Strides[i]) + 1;
        return (positions - 1) * Strides[i] >= size + begin ? positions - 1 : positions;
    }

    static long CeilDivide(long value, long by) => (value + by - 1) / by;

    /// <summary>An integer list attribute of known length, or its default repeated.</summary>
    /// <exception cref="ModelException">It has another length.</exception>
    public static ImmutableArray<long> Attribute(Operation op, string name, int length, long fallback)
    {
        if (!op.Attributes.Has(name))
            return [.. Enumerable.Repeat(fallback, length)];
        var values = op.Attributes.Ints(name);
        return values.Length == length
            ? values
            : throw op.Mismatch($"attribute '{name}' has {values.Length} entries, {length} are needed");
    }
}
