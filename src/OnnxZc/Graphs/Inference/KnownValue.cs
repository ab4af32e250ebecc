using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>What is known of one value.</summary>
/// <param name="Type">The element type; undefined when the file does not tell.</param>
/// <param name="Shape">The sizes of the dimensions.</param>
/// <param name="Constant">The contents where they are constant and few, such as a target shape; otherwise null.</param>
sealed record KnownValue(ElementType Type, ImmutableArray<long> Shape, TensorData? Constant = null)
{
    /// <summary>
    /// The most elements of a constant that are followed; exporters' masks and index tables stay below.
    /// </summary>
    public const int MostElements = 1 << 16;

    const int MostFloats = 64;

    /// <summary>
    /// Knows an initializer or a folded constant, and its contents where they can be a shape or a setting: integers
    /// freely, floats only when they are too few to be a weight.
    /// </summary>
    public static KnownValue Of(TensorData data)
    {
        var isSmall = data.Count <= (data.IsFloat ? MostFloats : MostElements) && IsNumeric(data.Type);
        return new(data.Type, data.Shape, isSmall ? data : null);
    }

    /// <summary>Whether elements of this type are real numbers or truth values.</summary>
    public static bool IsNumeric(ElementType type) =>
        type is not (ElementType.Undefined or ElementType.String or ElementType.Complex64 or ElementType.Complex128);
}
