using System.Collections;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs;

/// <summary>Compares graphs part by part.</summary>
static class GraphAssert
{
    public static void Equal(Graph expected, Graph actual)
    {
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Opsets.OrderBy(pair => pair.Key), actual.Opsets.OrderBy(pair => pair.Key));
        Assert.Equal(expected.Inputs.Select(Form), actual.Inputs.Select(Form));
        Assert.Equal(expected.Outputs.Select(Form), actual.Outputs.Select(Form));
        Assert.Equal(expected.Nodes.Select(Form), actual.Nodes.Select(Form));
        Assert.Equal(expected.Initializers.Keys.Order(), actual.Initializers.Keys.Order());
        foreach (var (name, tensor) in expected.Initializers)
            Equal(tensor, actual.Initializers[name]);
        foreach (var (one, other) in expected.Nodes.Zip(actual.Nodes))
            Equal(one.Attributes, other.Attributes);
    }

    static void Equal(Attributes expected, Attributes actual)
    {
        Assert.Equal(expected.Names, actual.Names);
        foreach (var name in expected.Names)
        {
            if (expected[name] is TensorData tensor)
                Equal(tensor, Assert.IsType<TensorData>(actual[name]));
            else if (expected[name] is Graph body)
                Equal(body, Assert.IsType<Graph>(actual[name]));
            else
                Assert.Equal(Items(expected[name]), Items(actual[name]));
        }
    }

    static void Equal(TensorData expected, TensorData actual)
    {
        Assert.Equal((expected.Type, Form(expected)), (actual.Type, Form(actual)));
        Assert.True(expected.Bytes.Span.SequenceEqual(actual.Bytes.Span));
    }

    static object?[] Items(object? value) =>
        value is IEnumerable items and not string ? [.. items.Cast<object>()] : [value];

    static string Form(ValueInfo value) => value.ToString();

    static string Form(TensorData tensor) => string.Join(",", tensor.Shape);

    static string Form(Node node) =>
        $"{node.Name}: {string.Join(",", node.Outputs)} = {node.Operator}({string.Join(",", node.Inputs)})";
}
