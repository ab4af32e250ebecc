using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>What is known of one value.</summary>
/// <param name="Type">The element type; undefined when the file does not tell.</param>
/// <param name="Shape">The sizes of the dimensions.</param>
/// <param name="Constant">The contents where they are constant and few, such as a target shape; otherwise null.</param>
sealed record KnownValue(ElementType Type, ImmutableArray<long> Shape, TensorData? Constant = null)
{
    const int MostIntegers = 1 << 16;
    const int MostFloats = 64;

    /// <summary>Knows an initializer or a folded constant, and its contents where they can be a shape or a setting.</summary>
    public static KnownValue Of(TensorData data) => new(data.Type, data.Shape, IsSmall(data.Type, data.Count) ? data : null);

    /// <summary>Whether contents of this type and size are worth knowing: integers freely, floats as settings only.</summary>
    public static bool IsSmall(ElementType type, long count) => type switch
    {
        ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.BFloat16 => count <= MostFloats,
        ElementType.String or ElementType.Complex64 or ElementType.Complex128 or ElementType.Undefined => false,
        _ => count <= MostIntegers,
    };
}
