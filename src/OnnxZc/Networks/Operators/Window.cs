using OnnxZc.Graphs;

namespace OnnxZc.Networks.Operators;

/// <summary>The sliding window of a convolution or pool, its defaults filled in and <c>auto_pad</c> resolved.</summary>
/// <param name="Kernel">Size per spatial dimension.</param>
/// <param name="Strides">Step per spatial dimension.</param>
/// <param name="Dilations">Distance between taps per spatial dimension.</param>
/// <param name="PadsBegin">Padding before the first element of each dimension.</param>
/// <param name="PadsEnd">Padding after the last element of each dimension.</param>
sealed record Window(long[] Kernel, long[] Strides, long[] Dilations, long[] PadsBegin, long[] PadsEnd)
{
    public int Rank => Kernel.Length;

    public bool IsSymmetric => PadsBegin.AsSpan().SequenceEqual(PadsEnd);

    public bool IsUnpadded => PadsBegin.Concat(PadsEnd).All(pad => pad == 0);

    public static Window Of(OperatorCall call, long[] kernel, long[] input) => Of(call.Node, kernel, input);

    /// <summary>The window of a node whose kernel and input have these spatial sizes.</summary>
    public static Window Of(Node node, long[] kernel, long[] input)
    {
        var strides = Ones(node.Attributes.Ints("strides"), kernel.Length);
        var dilations = Ones(node.Attributes.Ints("dilations"), kernel.Length);
        var (begin, end) = Pads(node, kernel, strides, dilations, input);
        return new(kernel, strides, dilations, begin, end);
    }

    /// <summary>The padding in libtorch's order: last dimension first, begin before end.</summary>
    public long[] TorchPads() =>
        [.. Enumerable.Range(0, Rank).Reverse().SelectMany(axis => new[] { PadsBegin[axis], PadsEnd[axis] })];

    /// <summary>How far the window reaches along a dimension, dilation included.</summary>
    public long Extent(int axis) => ((Kernel[axis] - 1) * Dilations[axis]) + 1;

    /// <summary>
    /// This window with the padding behind the input changed so that sliding without rounding gives as many positions
    /// as rounding up: one that would start in the padding is left out.
    /// </summary>
    public Window RoundedUp(long[] input)
    {
        var end = new long[Rank];
        for (var axis = 0; axis < Rank; axis++)
        {
            var room = input[axis] + PadsBegin[axis] + PadsEnd[axis] - Extent(axis);
            var last = (room + Strides[axis] - 1) / Strides[axis];
            if (last * Strides[axis] >= input[axis] + PadsBegin[axis])
                last--;
            end[axis] = PadsEnd[axis] + (last * Strides[axis]) - room;
        }

        return this with { PadsEnd = end };
    }

    /// <summary>This window with only the padding that it has more than <paramref name="other"/>.</summary>
    public Window Beyond(Window other) => this with
    {
        PadsBegin = [.. PadsBegin.Zip(other.PadsBegin, (all, own) => all - own)],
        PadsEnd = [.. PadsEnd.Zip(other.PadsEnd, (all, own) => all - own)],
    };

    static long[] Ones(IReadOnlyList<long> given, int rank) =>
        given.Count > 0 ? [.. given] : [.. Enumerable.Repeat(1L, rank)];

    static (long[] Begin, long[] End) Pads(
        Node node, long[] kernel, long[] strides, long[] dilations, long[] input)
    {
        var rank = kernel.Length;
        var auto = node.Attributes.Text("auto_pad", "NOTSET");
        if (auto is "SAME_UPPER" or "SAME_LOWER")
        {
            var total = Enumerable.Range(0, rank).Select(axis =>
            {
                var output = (input[axis] + strides[axis] - 1) / strides[axis];
                var reach = ((kernel[axis] - 1) * dilations[axis]) + 1;
                return Math.Max(0, ((output - 1) * strides[axis]) + reach - input[axis]);
            }).ToArray();
            long[] less = [.. total.Select(pad => pad / 2)];
            long[] more = [.. total.Select(pad => pad - (pad / 2))];
            return auto == "SAME_UPPER" ? (less, more) : (more, less);
        }

        var pads = node.Attributes.Ints("pads");
        if (auto == "VALID" || pads.Length == 0)
            return (new long[rank], new long[rank]);
        if (pads.Length != 2 * rank || pads.Any(pad => pad < 0))
        {
            throw ModelException.At(
                node, ModelErrorCode.ShapeMismatch, $"pads [{string.Join(", ", pads)}] do not fit");
        }

        return ([.. pads.Take(rank)], [.. pads.Skip(rank)]);
    }
}
