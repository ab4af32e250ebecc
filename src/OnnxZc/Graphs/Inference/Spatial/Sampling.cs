using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference.Spatial;

/// <summary>Maps sampled at computed positions.</summary>
static class Sampling
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("GridSample", new(GridSample)),
        ("AffineGrid", new(AffineGrid)),
        ("Col2Im", new(Col2Im)),
    ];

    static Inferred GridSample(Operation op)
    {
        var (input, grid) = (op.ShapeOfRank(0, 3), op.ShapeOfRank(1, 3));
        var fits = input.Length == grid.Length && input[0] == grid[0] && grid[^1] == input.Length - 2;
        return fits
            ? op.Result([input[0], input[1], .. grid[1..^1]])
            : throw op.Mismatch($"a grid of shape {ShapeText.Of(grid)} does not fit {ShapeText.Of(input)}");
    }

    static Inferred AffineGrid(Operation op)
    {
        if (op.Integers(1) is not { Length: >= 3 } size)
            return op.DependsOn(1);
        ImmutableArray<long> shape = [size[0], .. size[2..], size.Length - 2];
        return op.Result(shape);
    }

    static Inferred Col2Im(Operation op)
    {
        var input = op.ShapeOfRank(0, 3);
        if (op.Integers(1) is not { } image)
            return op.DependsOn(1);
        if (op.Integers(2) is not { } block)
            return op.DependsOn(2);
        var area = TensorData.CountOf(block);
        return area > 0 && input[1] % area == 0
            ? op.Result([input[0], input[1] / area, .. image])
            : throw op.Mismatch($"{input[1]} channels do not make blocks of {ShapeText.Of([.. block])}");
    }
}
