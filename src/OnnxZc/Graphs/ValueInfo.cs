using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>A graph input or output as the file declares it.</summary>
/// <param name="Name">The ONNX value name.</param>
/// <param name="Type">The element type; <see cref="ElementType.Undefined"/> for anything but a tensor.</param>
/// <param name="Shape">The dimensions; default (<c>IsDefault</c>) when the rank is not declared.</param>
public sealed record ValueInfo(string Name, ElementType Type, ImmutableArray<Dimension> Shape)
{
    /// <summary><c>name: Float32[N, 3, 32, 32]</c>.</summary>
    public override string ToString() =>
        $"{Name}: {Type}[{(Shape.IsDefault ? "…" : string.Join(", ", Shape.Select(d => d.ToString())))}]";
}
