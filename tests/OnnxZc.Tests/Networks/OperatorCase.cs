using System.Collections;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Networks;

/// <summary>A graph of one node, to be compared with ONNX Runtime.</summary>
/// <param name="Type">The operator.</param>
/// <param name="Opset">The opset that decides its version.</param>
/// <param name="Inputs">Shapes of float inputs drawn at random, or constants.</param>
/// <param name="Attributes">The node's settings.</param>
/// <param name="Outputs">How many results the node has.</param>
sealed record OperatorCase(
    string Type, int Opset, object[] Inputs, (string Name, object Value)[] Attributes, int Outputs = 1)
{
    public static OperatorCase Of(string type, int opset, object[] inputs, params (string, object)[] attributes) =>
        new(type, opset, inputs, attributes);

    public string Domain { get; init; } = "";

    /// <summary>The outputs' types, where shape inference does not know them.</summary>
    public ElementType[] Types { get; init; } = [];

    public OperatorId Id => new(Domain, Type, OperatorVersions.Resolve(Domain, Type, Opset));

    public Graph Graph(out Dictionary<string, TensorData> batch)
    {
        var builder = new GraphBuilder(Opset);
        var names = new List<string>();
        batch = [];
        for (var i = 0; i < Inputs.Length; i++)
        {
            var name = $"x{i}";
            switch (Inputs[i])
            {
                case long[] shape:
                    builder.Input(name, ElementType.Float32, [.. shape.Select(size => (long?)size)]);
                    batch[name] = Draw(name, shape);
                    break;
                case TensorData constant:
                    builder.Initializer(name, constant);
                    break;
                default:
                    name = "";
                    break;
            }

            names.Add(name);
        }

        string[] outputs = [.. Enumerable.Range(0, Outputs).Select(i => $"y{i}")];
        builder.Multi(Type, [.. names], outputs, Attributes, Domain);
        return WithTypes(builder.Build(outputs), batch);
    }

    // ONNX Runtime refuses a declared output of another type than the node's.
    Graph WithTypes(Graph graph, Dictionary<string, TensorData> batch)
    {
        var shapes = ShapeInference.Infer(graph, batch.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        var outputs = graph.Outputs.Select((output, i) => output with
        {
            Type = i < Types.Length ? Types[i] : shapes.Type(output.Name),
        });
        return graph.With(outputs: [.. outputs]);
    }

    public override string ToString()
    {
        var attributes = Attributes.Select(pair => $"{pair.Name}={Text(pair.Value)}");
        return $"{Id} {string.Join(", ", attributes)} of {string.Join(", ", Inputs.Select(Text))}";
    }

    static string Text(object value) => value switch
    {
        IEnumerable list and not string => $"[{string.Join(", ", list.Cast<object>())}]",
        TensorData { Count: > 0 and <= 8 } few =>
            $"{few.Type}[{string.Join(", ", few.Shape)}]({string.Join(", ", few.ToDoubles())})",
        TensorData data => $"{data.Type}[{string.Join(", ", data.Shape)}]",
        null => "-",
        _ => $"{value}",
    };

    static TensorData Draw(string name, long[] shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream($"operator:{name}").FillNormal(values);
        return TensorData.Of<float>(values, shape);
    }
}
