using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Onnx;
using Kind = Onnx.AttributeProto.Types.AttributeType;

namespace OnnxZc.Graphs.Files;

/// <summary>Reads the attributes of nodes.</summary>
sealed class OnnxAttributes(OnnxTensors tensors)
{
    /// <summary>The attributes of one node.</summary>
    /// <param name="attributes">Those in the file.</param>
    /// <param name="label">The node's label, for messages.</param>
    /// <exception cref="ModelException">One is there twice, has no type, or holds a broken tensor.</exception>
    public Attributes Read(RepeatedField<AttributeProto> attributes, string label)
    {
        if (attributes.Count == 0)
            return Attributes.Empty;
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            if (!values.TryAdd(attribute.Name, Value(attribute, label)))
                throw Wrong(attribute, label, "is given twice");
        }

        return new(values);
    }

    object Value(AttributeProto attribute, string label) => attribute.Type switch
    {
        _ when attribute.RefAttrName.Length > 0 => new Attributes.Opaque("reference"),
        Kind.Float => attribute.F,
        Kind.Int => attribute.I,
        Kind.String => attribute.S.ToStringUtf8(),
        Kind.Tensor => Tensor(attribute, label),
        Kind.Floats => attribute.Floats.ToImmutableArray(),
        Kind.Ints => attribute.Ints.ToImmutableArray(),
        Kind.Strings => attribute.Strings.Select(text => text.ToStringUtf8()).ToImmutableArray(),
        Kind.Undefined => throw Wrong(attribute, label, "has no type"),
        var other => new Attributes.Opaque(other.ToString().ToLowerInvariant()),
    };

    object Tensor(AttributeProto attribute, string label)
    {
        if (attribute.T is null)
            throw Wrong(attribute, label, "is a tensor and has none");
        return tensors.Read(attribute.T, $"node '{label}': the tensor of attribute '{attribute.Name}'")
            ?? (object)new Attributes.Opaque($"tensor of data type {attribute.T.DataType}");
    }

    static ModelException Wrong(AttributeProto attribute, string label, string what) =>
        new(ModelErrorCode.InvalidGraph, $"node '{label}': attribute '{attribute.Name}' {what}") { Node = label };
}
