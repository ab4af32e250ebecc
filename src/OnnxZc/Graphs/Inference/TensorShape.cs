using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Type and shape of one output.</summary>
/// <param name="Type">The element type; undefined when the inputs do not tell.</param>
/// <param name="Shape">The sizes of the dimensions.</param>
readonly record struct TensorShape(ElementType Type, ImmutableArray<long> Shape)
{
    /// <summary>The number of elements, checked.</summary>
    public long Count => TensorData.CountOf(Shape);
}
