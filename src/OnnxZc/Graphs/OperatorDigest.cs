using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>Colours of operators and tensors by what they are, whatever they are called.</summary>
static class OperatorDigest
{
    /// <summary>The colour of a node alone: its operator, attributes, and which of its outputs it gives.</summary>
    public static UInt128 Of(Node node)
    {
        var digest = new Digest().Add(node.Operator.Domain).Add(node.Operator.Type).Add(node.Operator.SinceVersion);
        foreach (var name in node.Attributes.Names)
            AddValue(digest.Add(name), node.Attributes[name]!);
        digest.Add("outputs");
        foreach (var output in WithoutOmittedTail(node.Outputs))
            digest.Add(output.Length == 0 ? 0 : 1);
        return digest.Colour();
    }

    /// <summary>The colour of a tensor: type and shape, and the elements unless they are floats.</summary>
    public static UInt128 Of(TensorData tensor) => tensor.IsFloat
        ? OfWeight(tensor.Type, tensor.Shape)
        : Form("constant", tensor.Type, tensor.Shape).Add(tensor.Bytes.Span).Colour();

    /// <summary>The colour of any float tensor of this type and shape.</summary>
    public static UInt128 OfWeight(ElementType type, ImmutableArray<long> shape) =>
        Form("weight", type, shape).Colour();

    /// <summary>The names up to the last one that is not empty: what is left out at the end means nothing.</summary>
    public static ImmutableArray<string> WithoutOmittedTail(ImmutableArray<string> values)
    {
        var length = values.Length;
        while (length > 0 && values[length - 1].Length == 0)
            length--;
        return values[..length];
    }

    static Digest Form(string kind, ElementType type, ImmutableArray<long> shape)
    {
        var digest = new Digest().Add(kind).Add((long)type).Add(shape.Length);
        foreach (var size in shape)
            digest.Add(size);
        return digest;
    }

    static Digest AddValue(Digest digest, object value) => value switch
    {
        long number => digest.Add("int").Add(number),
        float number => digest.Add("float").Add(BitConverter.SingleToInt32Bits(number)),
        string text => digest.Add("text").Add(text),
        TensorData tensor => digest.Add("tensor").Add(Of(tensor)),
        ImmutableArray<long> numbers => AddAll(digest.Add("ints"), numbers, (d, number) => d.Add(number)),
        ImmutableArray<float> numbers =>
            AddAll(digest.Add("floats"), numbers, (d, number) => d.Add(BitConverter.SingleToInt32Bits(number))),
        ImmutableArray<string> texts => AddAll(digest.Add("texts"), texts, (d, text) => d.Add(text)),
        Graph body => digest.Add("body").Add(GraphHash.Colour(body)),
        ValueInfo type => digest.Add("type").Add(type.ToString()),
        Attributes.Opaque opaque => digest.Add("opaque").Add(opaque.Kind),
        var other => throw new ArgumentException($"An attribute cannot be a {other.GetType().Name}."),
    };

    static Digest AddAll<T>(Digest digest, ImmutableArray<T> items, Action<Digest, T> add)
    {
        digest.Add(items.Length);
        foreach (var item in items)
            add(digest, item);
        return digest;
    }
}
