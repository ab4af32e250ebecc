using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>A graph input or output as the file declares it.</summary>
/// <param name="Name">The ONNX value name.</param>
/// <param name="Type">The element type; <see cref="ElementType.Undefined"/> for anything but a tensor.</param>
/// <param name="Shape">The dimensions; default (<c>IsDefault</c>) when the rank is not declared.</param>
public sealed record ValueInfo(string Name, ElementType Type, ImmutableArray<Dimension> Shape)
{
    /// <summary>Whether it is a tensor, a sequence or an optional value.</summary>
    public ValueKind Kind { get; init; }

    /// <summary>What a sequence or an optional value holds, without a name; null for others.</summary>
    public ValueInfo? Element { get; init; }

    /// <summary><c>name: Float32[N, 3, 32, 32]</c>, <c>name: Sequence(Float32[…])</c>.</summary>
    public override string ToString() => $"{Name}: {Form}";

    string Form => Kind switch
    {
        ValueKind.Tensor => $"{Type}[{(Shape.IsDefault ? "…" : string.Join(", ", Shape.Select(d => d.ToString())))}]",
        _ => $"{Kind}({Element?.Form})",
    };
}
