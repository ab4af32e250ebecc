using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Shapes as messages show them.</summary>
static class ShapeText
{
    /// <summary><c>[2, 3, 32, 32]</c>, or <c>[]</c> for a scalar.</summary>
    public static string Of(ImmutableArray<long> shape) => $"[{string.Join(", ", shape)}]";
}
