using System.Collections.Immutable;
using Onnx;
using Case = Onnx.TensorShapeProto.Types.Dimension.ValueOneofCase;

namespace OnnxZc.Graphs.Files;

/// <summary>Declared types of values, between the file's form and ours.</summary>
static class OnnxValues
{
    /// <summary>An input or output as declared; what is no tensor is <see cref="ElementType.Undefined"/>.</summary>
    public static ValueInfo Read(ValueInfoProto value)
    {
        var tensor = value.Type?.TensorType;
        var type = (ElementType)(tensor?.ElemType ?? 0);
        ImmutableArray<Dimension> shape = tensor?.Shape is { } declared ? [.. declared.Dim.Select(Read)] : default;
        return new(value.Name, Enum.IsDefined(type) ? type : ElementType.Undefined, shape);
    }

    /// <summary>The file's form of a declared value.</summary>
    public static ValueInfoProto Write(ValueInfo value)
    {
        var proto = new ValueInfoProto { Name = value.Name };
        if (value.Type == ElementType.Undefined && value.Shape.IsDefault)
            return proto;
        proto.Type = new() { TensorType = new() { ElemType = (int)value.Type } };
        if (!value.Shape.IsDefault)
            proto.Type.TensorType.Shape = new() { Dim = { value.Shape.Select(Write) } };
        return proto;
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
