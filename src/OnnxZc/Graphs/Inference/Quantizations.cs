namespace OnnxZc.Graphs.Inference;

/// <summary>Conversions between numbers and their quantised forms.</summary>
static class Quantizations
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("QuantizeLinear", new(op => op.Result(op.Has(2) ? op.Type(2) : Declared(op, ElementType.UInt8), op.Shape(0)))),
        ("DequantizeLinear", new(op => op.Result(Declared(op, op.Type(1)), op.Shape(0)))),
        ("DynamicQuantizeLinear", new(op => new(
            [new(ElementType.UInt8, op.Shape(0)), new(ElementType.Float32, []), new(ElementType.UInt8, [])]))),
    ];

    static ElementType Declared(Operation op, ElementType fallback) =>
        op.Attributes.Int("output_dtype", 0) is not 0 and var type ? (ElementType)type : fallback;
}
