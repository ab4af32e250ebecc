
namespace OnnxZc.Graphs.Inference;

/// <summary>
/// Normalisations and the softmax family: the output has the input's shape, the parameters must fit it.
/// </summary>
static class Normalizations
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("BatchNormalization", new(BatchNormalization)),
        ("InstanceNormalization", new(InstanceNormalization)),
        ("GroupNormalization", new(GroupNormalization)),
        ("LayerNormalization", new(LayerNormalization)),
        ("RMSNormalization", new(LayerNormalization)),
        ("SimplifiedLayerNormalization", new(LayerNormalization)),
        ("LRN", new(op => op.Result(op.ShapeOfRank(0, 2)))),
        ("LpNormalization", new(op => OverAxis(op, -1))),
        ("MeanVarianceNormalization", new(Elementwise.SameShape)),
        ("Softmax", new(op => OverAxis(op, op.Since < 13 ? 1 : -1))),
        ("LogSoftmax", new(op => OverAxis(op, op.Since < 13 ? 1 : -1))),
        ("Hardmax", new(op => OverAxis(op, op.Since < 13 ? 1 : -1))),
    ];

    static Inferred BatchNormalization(Operation op)
    {
        var input = op.ShapeOfRank(0, 1);
        var channels = input.Length > 1 ? input[1] : 1;
        var perChannel = op.Attributes.Int("spatial", 1) != 0;
        for (var i = 1; i <= 4 && perChannel; i++)
            RequireVector(op, i, channels);

        // The further outputs are the new running statistics, and before version 14 the batch's own too.
        var statistics = new TensorShape(op.Type(3), [channels]);
        return new([new(op.Type(0), input), .. Enumerable.Repeat(statistics, 4)]);
    }

    static Inferred InstanceNormalization(Operation op)
    {
        var input = op.ShapeOfRank(0, 2);
        RequireVector(op, 1, input[1]);
        RequireVector(op, 2, input[1]);
        return op.Result(input);
    }

    static Inferred GroupNormalization(Operation op)
    {
        var input = op.ShapeOfRank(0, 2);
        var groups = op.Attributes.Int("num_groups", 0);
        if (groups < 1 || input[1] % groups != 0)
            throw op.Mismatch($"{groups} groups do not divide the {input[1]} channels of {ShapeText.Of(input)}");
        RequireVector(op, 1, op.Since < 21 ? groups : input[1]);
        RequireVector(op, 2, op.Since < 21 ? groups : input[1]);
        return op.Result(input);
    }

    static Inferred LayerNormalization(Operation op)
    {
        var input = op.ShapeOfRank(0, 1);
        var axis = op.Axis(op.Attributes.Int("axis", -1), input);
        for (var i = 1; i < op.InputCount; i++)
        {
            if (op.Has(i))
                Broadcasting.RequireOneWay(op, i, input);
        }

        var statistics = new TensorShape(
            ElementType.Float32,
            [.. input[..axis], .. Enumerable.Repeat(1L, input.Length - axis)]);
        return new([new(op.Type(0), input), statistics, statistics]);
    }

    static Inferred OverAxis(Operation op, long fallback)
    {
        var input = op.Shape(0);
        var axis = op.Attributes.Int("axis", fallback);

        // Before version 13 the axis cut the shape in two, so it could also be the end.
        if (op.Since >= 13 || axis != input.Length)
            op.Axis(axis, input);
        return op.Result(input);
    }

    static void RequireVector(Operation op, int index, long size)
    {
        if (!op.Shape(index).SequenceEqual([size]))
        {
            throw op.Mismatch(
                $"input {index} of shape {ShapeText.Of(op.Shape(index))} does not fit {size} channels or groups of "
                + ShapeText.Of(op.Shape(0)));
        }
    }
}
