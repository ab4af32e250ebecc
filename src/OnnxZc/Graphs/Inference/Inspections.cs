namespace OnnxZc.Graphs.Inference;

/// <summary>Shapes as values.</summary>
static class Inspections
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Shape", new(op => op.Result(ElementType.Int64, [Dimensions(op).Length]))),
        ("Size", new(op => op.Result(ElementType.Int64, []))),
    ];

    /// <summary>The sizes that a Shape node returns; from version 15 on a part may be asked for.</summary>
    public static ReadOnlySpan<long> Dimensions(Operation op)
    {
        var shape = op.Shape(0);
        var start = Clamp(op.Attributes.Int("start", 0), shape.Length);
        var end = Clamp(op.Attributes.Int("end", shape.Length), shape.Length);
        return shape.AsSpan()[start..Math.Max(start, end)];
    }

    static int Clamp(long position, int rank) => (int)Math.Clamp(position < 0 ? position + rank : position, 0, rank);
}
