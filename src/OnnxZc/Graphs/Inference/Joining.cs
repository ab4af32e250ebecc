using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Tensors put together or repeated.</summary>
static class Joining
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Concat", new(Concat)),
        ("Expand", new(Expand)),
        ("Tile", new(Tile)),
    ];

    static Inferred Concat(Operation op)
    {
        var first = op.ShapeOfRank(0, 1);
        var axis = op.Axis(op.Attributes.Int("axis", 1), first);
        var total = 0L;
        for (var i = 0; i < op.InputCount; i++)
        {
            var shape = op.Shape(i);
            if (shape.Length != first.Length || !shape.SetItem(axis, 0).SequenceEqual(first.SetItem(axis, 0)))
                throw op.Mismatch($"{ShapeText.Of(first)} and {ShapeText.Of(shape)} cannot join along axis {axis}");
            if (op.Type(i) is not ElementType.Undefined and var type && op.Type(0) != type)
                throw op.Mismatch($"{op.Type(0)} and {type} cannot join");
            total = checked(total + shape[axis]);
        }

        return op.Result(first.SetItem(axis, total));
    }

    static Inferred Expand(Operation op)
    {
        if (op.Integers(1) is not { } target)
            return op.DependsOn(1);
        var joined = Broadcasting.Join(op.Shape(0), [.. target]);
        return joined.IsDefault
            ? throw op.Mismatch($"{ShapeText.Of(op.Shape(0))} cannot be expanded to {ShapeText.Of([.. target])}")
            : op.Result(joined);
    }

    static Inferred Tile(Operation op)
    {
        var input = op.Shape(0);
        if (op.Integers(1) is not { } repeats)
            return op.DependsOn(1);
        if (op.Since < 6)
            return TileAxis(op, input, repeats);
        return repeats.Length == input.Length && repeats.All(count => count >= 0)
            ? op.Result([.. input.Zip(repeats, (size, count) => checked(size * count))])
            : throw op.Mismatch($"repeats {ShapeText.Of([.. repeats])} do not fit {ShapeText.Of(input)}");
    }

    static Inferred TileAxis(Operation op, ImmutableArray<long> input, long[] tiles)
    {
        if (op.Integers(2) is not { } axes)
            return op.DependsOn(2);
        if (tiles.Length != 1 || axes.Length != 1)
            throw op.Mismatch("tiles and axis must have one element each");
        var axis = op.Axis(axes[0], input);
        return op.Result(input.SetItem(axis, checked(input[axis] * tiles[0])));
    }
}
