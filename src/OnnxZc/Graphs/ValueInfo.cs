using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>One dimension as the file declares it: a size, a name (<c>N</c>), or neither.</summary>
/// <param name="Size">The size, or null when free.</param>
/// <param name="Name">The symbolic name of a free dimension, or null.</param>
public readonly record struct Dimension(long? Size, string? Name = null)
{
    /// <summary>The size, the name, or <c>?</c>.</summary>
    public override string ToString() => Size?.ToString() ?? Name ?? "?";
}

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
