using System.Collections.Immutable;
using System.Globalization;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Tests.Graphs.Inference;

/// <summary>
/// A graph of one node, written briefly. Inputs are separated by <c>;</c>: <c>2x3</c> is data of that shape (a scalar
/// is <c>()</c>), <c>{1 2}</c> a constant int64 vector, <c>{7}:</c> an int64 scalar, <c>f{1 2}</c> a float vector,
/// nothing an omitted input. Attributes are <c>name=value</c> pairs: <c>[1,2]</c> a list, <c>1</c> an integer,
/// <c>1.0</c> a float.
/// </summary>
static class OneNode
{
    /// <summary>What is inferred of the node's outputs, the first <paramref name="outputs"/> of them.</summary>
    public static Shapes Infer(string type, int since, string inputs, string attributes = "", int outputs = 1)
    {
        var constants = new Dictionary<string, TensorData>();
        var declared = new List<ValueInfo>();
        var names = inputs.Split(';', StringSplitOptions.TrimEntries).Select((text, i) =>
        {
            if (text.Length == 0)
                return "";
            if (text.Contains('{'))
                constants[$"in{i}"] = Constant(text);
            else
                declared.Add(new($"in{i}", ElementType.Float32, [.. Sizes(text).Select(s => new Dimension(s))]));
            return $"in{i}";
        }).ToImmutableArray();
        var node = new Node(
            "node",
            new("", type, since),
            names,
            [.. Enumerable.Range(0, outputs).Select(i => $"out{i}")],
            new([.. attributes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Attribute)]));
        var opsets = new Dictionary<string, int> { [""] = since };
        var graph = new Graph("", opsets, [.. declared], [new("out0", 0, default)], [node], constants);
        return ShapeInference.Infer(graph, new Dictionary<string, ImmutableArray<long>>());
    }

    /// <summary>The first output's shape as <c>2x3</c>, or the reason why it is unknown.</summary>
    public static string Shape(string type, int since, string inputs, string attributes = "", int outputs = 1)
    {
        var shapes = Infer(type, since, inputs, attributes, outputs);
        return shapes["out0"] is { } known ? Text(known.Shape) : shapes.Unknown.Single().Reason;
    }

    public static string Text(ImmutableArray<long> shape) => shape.Length == 0 ? "()" : string.Join('x', shape);

    static IEnumerable<long> Sizes(string text) =>
        text == "()" ? [] : text.Split('x').Select(size => long.Parse(size, CultureInfo.InvariantCulture));

    static TensorData Constant(string text)
    {
        var values = text[(text.IndexOf('{') + 1)..text.IndexOf('}')].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (text[0] == 'f')
            return TensorData.Of<float>(Array.ConvertAll(values, Single), values.Length);
        long[] integers = Array.ConvertAll(values, value => long.Parse(value, CultureInfo.InvariantCulture));
        return text.EndsWith(':') ? TensorData.Scalar(integers[0]) : TensorData.Int64s(integers);
    }

    static float Single(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    static KeyValuePair<string, object> Attribute(string text)
    {
        var (name, value) = (text[..text.IndexOf('=')], text[(text.IndexOf('=') + 1)..]);
        object stored = value switch
        {
            ['[', .. var list, ']'] when list.Contains('.') => list.Split(',')
                .Select(Single).ToImmutableArray(),
            ['[', .. var list, ']'] => list.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(v => long.Parse(v, CultureInfo.InvariantCulture)).ToImmutableArray(),
            _ when long.TryParse(value, CultureInfo.InvariantCulture, out var integer) => integer,
            _ when float.TryParse(value, CultureInfo.InvariantCulture, out var number) => number,
            _ => value.Replace('_', ' ') is var words && name == "equation" ? words : value,
        };
        return new(name, stored);
    }
}
