using System.Collections.Immutable;
using Onnx;
using Case = Onnx.TensorShapeProto.Types.Dimension.ValueOneofCase;
using Kind = Onnx.TypeProto.ValueOneofCase;

namespace OnnxZc.Graphs.Files;

/// <summary>Declared types of values, between the file's form and ours.</summary>
static class OnnxValues
{
    /// <summary>An input or output as declared; what is no tensor is <see cref="ElementType.Undefined"/>.</summary>
    /// <param name="value">The declaration.</param>
    /// <param name="name">What the value is called, where that is not its name in the file.</param>
    public static ValueInfo Read(ValueInfoProto value, string? name = null) => Read(value.Type, name ?? value.Name);

    /// <summary>A declared type; the nesting is that of the file, which is bounded.</summary>
    public static ValueInfo Read(TypeProto? type, string name = "") => type?.ValueCase switch
    {
        Kind.SequenceType => Holder(name, ValueKind.Sequence, type.SequenceType.ElemType),
        Kind.OptionalType => Holder(name, ValueKind.Optional, type.OptionalType.ElemType),
        Kind.TensorType or Kind.None or null => Tensor(name, type?.TensorType),
        // Maps, sparse and opaque types.
        _ => Holder(name, ValueKind.Other, null),
    };

    /// <summary>The file's form of a declared value.</summary>
    public static ValueInfoProto Write(ValueInfo value)
    {
        var proto = new ValueInfoProto { Name = value.Name };
        if (value.Kind != ValueKind.Tensor || value.Type != ElementType.Undefined || !value.Shape.IsDefault)
            proto.Type = WriteType(value);
        return proto;
    }

    /// <summary>The file's form of a declared type.</summary>
    public static TypeProto WriteType(ValueInfo value) => value.Kind switch
    {
        ValueKind.Sequence => new() { SequenceType = new() { ElemType = WriteType(value.Element!) } },
        ValueKind.Optional => new() { OptionalType = new() { ElemType = WriteType(value.Element!) } },
        _ when value.Shape.IsDefault => new() { TensorType = new() { ElemType = (int)value.Type } },
        _ => new()
        {
            TensorType = new()
            {
                ElemType = (int)value.Type,
                Shape = new() { Dim = { value.Shape.Select(Write) } },
            },
        },
    };

    static ValueInfo Holder(string name, ValueKind kind, TypeProto? element) =>
        new(name, ElementType.Undefined, default)
        {
            Kind = kind,
            Element = kind == ValueKind.Other ? null : Read(element),
        };

    static ValueInfo Tensor(string name, TypeProto.Types.Tensor? tensor)
    {
        var type = (ElementType)(tensor?.ElemType ?? 0);
        ImmutableArray<Dimension> shape = tensor?.Shape is { } declared ? [.. declared.Dim.Select(Read)] : default;
        return new(name, Enum.IsDefined(type) ? type : ElementType.Undefined, shape);
    }

    static Dimension Read(TensorShapeProto.Types.Dimension dimension) => dimension.ValueCase switch
    {
        Case.DimValue when dimension.DimValue >= 0 => new(dimension.DimValue),
        Case.DimParam when dimension.DimParam.Length > 0 => new(null, dimension.DimParam),
        _ => default,
    };

    static TensorShapeProto.Types.Dimension Write(Dimension dimension) => dimension switch
    {
        { Size: { } size } => new() { DimValue = size },
        { Name: { } name } => new() { DimParam = name },
        _ => new(),
    };
}
