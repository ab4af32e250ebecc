using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>
/// The nodes of a weightless file: each makes a float tensor from settings alone. Tensors of equal shape share one
/// constant.
/// </summary>
/// <param name="opset">The opset of the default domain.</param>
/// <param name="add">Takes the nodes in order.</param>
/// <param name="isTaken">Whether a value name is in use.</param>
sealed class GeneratorNodes(int opset, Action<Node> add, Func<string, bool> isTaken)
{
    readonly Dictionary<string, string> _shapes = new(StringComparer.Ordinal);
    int _draws;

    /// <summary>
    /// A tensor drawn by a <c>RandomNormal</c> node; the n-th draw has the seed n, from 1.
    /// </summary>
    public string Normal(
        string name,
        ReadOnlySpan<long> shape,
        double deviation,
        double mean = 0,
        ElementType type = ElementType.Float32)
    {
        var attributes = Attributes.Empty.With("shape", shape.ToImmutableArray())
            .With("scale", (float)deviation)
            .With("seed", (float)++_draws);
        if (mean != 0)
            attributes = attributes.With("mean", (float)mean);
        if (type != ElementType.Float32)
            attributes = attributes.With("dtype", (long)type);
        return Add("RandomNormal", [], name, attributes);
    }

    /// <summary>A tensor filled with one number by a <c>ConstantOfShape</c> node.</summary>
    public string Filled(string name, ReadOnlySpan<long> shape, TensorData value)
    {
        var isZero = value.Type == ElementType.Float32 && value.Span<float>()[0] == 0;
        return Add("ConstantOfShape", [Shape(shape)], name, isZero
            ? Attributes.Empty
            : Attributes.Empty.With("value", value));
    }

    string Shape(ReadOnlySpan<long> shape)
    {
        var key = $"n{string.Join('x', shape.ToArray())}";
        if (_shapes.TryGetValue(key, out var known))
            return known;
        var name = key;
        while (isTaken(name))
            name += "_";
        return _shapes[key] = Add("Constant", [], name, Attributes.Empty.With("value", TensorData.Int64s(shape)));
    }

    string Add(string type, ImmutableArray<string> inputs, string output, Attributes attributes)
    {
        var id = new OperatorId("", type, OperatorVersions.Resolve("", type, opset));
        add(new Node("", id, inputs, [output], attributes));
        return output;
    }
}
