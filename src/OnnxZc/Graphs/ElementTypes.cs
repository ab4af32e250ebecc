namespace OnnxZc.Graphs;

/// <summary>Families of element types.</summary>
static class ElementTypes
{
    /// <summary>Whether elements are floating-point numbers of any precision.</summary>
    public static bool IsFloat(this ElementType type) => type is ElementType.Float32 or ElementType.Float64
        or ElementType.Float16 or ElementType.BFloat16;
}
