using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>Gives a graph another floating-point type: tensors, inputs, outputs and what casts to one.</summary>
static class FloatTypes
{
    const int Block = 1 << 16;

    static readonly string[] TypeAttributes = ["to", "dtype", "output_dtype", "output_datatype", "precision"];

    /// <summary>The graph with every floating-point type replaced by <paramref name="target"/>.</summary>
    public static Graph To(Graph graph, ElementType target) => Replace(graph, type => type.IsFloat() ? target : type);

    /// <summary>The declaration in single precision, whichever floating-point type it has.</summary>
    public static ValueInfo Single(ValueInfo value) =>
        value.Type.IsFloat() ? value with { Type = ElementType.Float32 } : value;

    /// <summary>The tensor with elements of <paramref name="target"/>, rounded; what is no float stays.</summary>
    public static TensorData Convert(TensorData data, ElementType target)
    {
        if (data.Type == target || !data.IsFloat || !target.IsFloat())
            return data;
        var (from, to) = (TensorData.SizeOf(data.Type), TensorData.SizeOf(target));
        var bytes = new byte[data.Count * to];
        for (long start = 0; start < data.Count; start += Block)
        {
            var count = (int)Math.Min(Block, data.Count - start);
            var part = new TensorData(data.Type, [count], data.Bytes.Slice((int)start * from, count * from));
            Elements.Of(new TensorShape(target, [count]), part.ToDoubles()).Bytes.Span
                .CopyTo(bytes.AsSpan((int)start * to));
        }

        return new(target, data.Shape, bytes);
    }

    static Graph Replace(Graph graph, Func<ElementType, ElementType> map)
    {
        if (TypesIn(graph).All(type => map(type) == type))
            return graph;
        return graph.With(
            graph.Nodes.Select(node => Replace(node, map)),
            graph.Initializers.Select(pair => KeyValuePair.Create(pair.Key, Convert(pair.Value, map(pair.Value.Type)))),
            [.. graph.Inputs.Select(value => value with { Type = map(value.Type) })],
            [.. graph.Outputs.Select(value => value with { Type = map(value.Type) })]);
    }

    static Node Replace(Node node, Func<ElementType, ElementType> map)
    {
        var attributes = node.Attributes.WithBodies(body => Replace(body, map));
        foreach (var name in attributes.Names)
        {
            if (attributes[name] is TensorData tensor)
                attributes = attributes.With(name, Convert(tensor, map(tensor.Type)));
            else if (TypeAttributes.Contains(name) && attributes[name] is long type)
                attributes = attributes.With(name, (long)map((ElementType)type));
        }

        // Without a value it fills with single-precision zeros.
        if (node.Operator is { Domain: "", Type: "ConstantOfShape" } && !attributes.Has("value"))
            attributes = attributes.With("value", Convert(TensorData.Of<float>([0], 1), map(ElementType.Float32)));
        return node with { Attributes = attributes };
    }

    static IEnumerable<ElementType> TypesIn(Graph graph) => graph.Initializers.Values.Select(data => data.Type)
        .Concat(graph.Inputs.Concat(graph.Outputs).Select(value => value.Type))
        .Concat(graph.Nodes.SelectMany(TypesIn))
        .Concat(graph.Nodes.SelectMany(node => node.Attributes.Bodies).SelectMany(TypesIn));

    static IEnumerable<ElementType> TypesIn(Node node)
    {
        foreach (var name in node.Attributes.Names)
        {
            if (node.Attributes[name] is TensorData tensor)
                yield return tensor.Type;
            else if (TypeAttributes.Contains(name) && node.Attributes[name] is long type)
                yield return (ElementType)type;
        }
    }
}
