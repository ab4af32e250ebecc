using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Onnx;
using Kind = Onnx.AttributeProto.Types.AttributeType;

namespace OnnxZc.Graphs.Files;

/// <summary>Reads the attributes of nodes.</summary>
/// <param name="tensors">Reads their tensors.</param>
/// <param name="body">Reads a subgraph inside a scope.</param>
sealed class OnnxAttributes(OnnxTensors tensors, Func<GraphProto, OnnxScope, Graph> body)
{
    // A function's body is read anew for every call; what its attributes hold is the same for all.
    readonly Dictionary<AttributeProto, object> _shared = new(ReferenceEqualityComparer.Instance);

    /// <summary>The attributes of one node.</summary>
    /// <param name="attributes">Those in the file.</param>
    /// <param name="label">The node's label, for messages.</param>
    /// <param name="scope">What names and references mean.</param>
    /// <exception cref="ModelException">One is there twice, has no type, or holds a broken tensor.</exception>
    public Attributes Read(RepeatedField<AttributeProto> attributes, string label, OnnxScope scope)
    {
        if (attributes.Count == 0)
            return Attributes.Empty;
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            if (Value(attribute, label, scope) is { } value && !values.TryAdd(attribute.Name, value))
                throw Wrong(attribute, label, "is given twice");
        }

        return new(values);
    }

    // An attribute that refers to one which the call does not give is not given either.
    object? Value(AttributeProto attribute, string label, OnnxScope scope)
    {
        if (attribute.RefAttrName.Length == 0)
            return attribute.Type == Kind.Graph ? Body(attribute, label, scope) : Shared(attribute, label);
        if (scope.Arguments is not { } arguments)
            throw Wrong(attribute, label, $"refers to '{attribute.RefAttrName}' outside of a function");
        if (!arguments.TryGetValue(attribute.RefAttrName, out var argument))
            return null;
        return argument.Value.Type == attribute.Type || attribute.Type == Kind.Undefined
            ? Value(argument.Value, label, argument.Scope)
            : throw Wrong(attribute, label, $"is {attribute.Type} and the function is given {argument.Value.Type}");
    }

    Graph Body(AttributeProto attribute, string label, OnnxScope scope) =>
        attribute.G is { } graph ? body(graph, scope) : throw Wrong(attribute, label, "is a graph and has none");

    object Shared(AttributeProto attribute, string label)
    {
        if (_shared.TryGetValue(attribute, out var known))
            return known;
        return _shared[attribute] = Plain(attribute, label);
    }

    object Plain(AttributeProto attribute, string label) => attribute.Type switch
    {
        Kind.Float => attribute.F,
        Kind.Int => attribute.I,
        Kind.String => attribute.S.ToStringUtf8(),
        Kind.Tensor => Tensor(attribute, label),
        Kind.Floats => attribute.Floats.ToImmutableArray(),
        Kind.Ints => attribute.Ints.ToImmutableArray(),
        Kind.Strings => attribute.Strings.Select(text => text.ToStringUtf8()).ToImmutableArray(),
        Kind.TypeProto => OnnxValues.Read(attribute.Tp),
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
