using Google.Protobuf;
using Onnx;
using OnnxZc.Findings;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Hostility;

/// <summary>Scores what a stranger might send, as far as that needs no execution.</summary>
static class Attack
{
    /// <summary>The card; that there is one, and no exception, is the point.</summary>
    public static ScoreCard Card(byte[] bytes)
    {
        using var folder = new TempFolder();
        var path = folder.Write("model.onnx", bytes);
        var card = new Scorer(new() { Proxies = ["params", "flops"], BatchSize = 2 }).Score(path);
        Assert.True(card.Status == CardStatus.Ok || card.Error is not null || card.Scores.Any(score =>
            score.Status == ScoreStatus.OutOfMemory));
        if (card.GraphHash is not null)
            Diagnose(path);
        return card;
    }

    public static ScoreCard Card(ModelProto model) => Card(model.ToByteArray());

    /// <summary>Changes <c>y = Relu(x + w)</c>.</summary>
    public static ScoreCard Card(Action<ModelProto> change) => Card(Protos.Model(change));

    /// <summary>
    /// One node on <c>x</c> of [2, 3, 8, 8]; further inputs are initializers: floats, integers, ones of a shape. A
    /// tensor is an initializer and no input.
    /// </summary>
    public static ModelProto Node(string type, int opset, AttributeProto[] attributes, params object[] inputs)
    {
        var model = Protos.Model(m => m.OpsetImport[0].Version = opset);
        var graph = model.Graph;
        graph.Node.Clear();
        graph.Initializer.Clear();
        graph.Input[0] = Protos.Value("x", 1, 2, 3, 8, 8);
        graph.Output[0] = new() { Name = "y" };
        graph.Initializer.Add(inputs.OfType<TensorProto>());
        inputs = [.. inputs.Where(input => input is not TensorProto)];
        var names = inputs.Select((input, i) => input as string ?? $"c{i}").ToArray();
        graph.Node.Add(Protos.Node(type, names, "y", attributes));
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is long[] integers)
                graph.Initializer.Add(Protos.Tensor($"c{i}", 7, [integers.Length], t => t.Int64Data.Add(integers)));
            else if (inputs[i] is float[] floats)
                graph.Initializer.Add(Protos.Tensor($"c{i}", 1, [floats.Length], t => t.FloatData.Add(floats)));
            else if (inputs[i] is int[] dims)
                graph.Initializer.Add(Ones($"c{i}", dims));
        }

        return model;
    }

    public static TensorProto Ones(string name, params int[] dims) => Protos.Tensor(
        name,
        1,
        Array.ConvertAll(dims, size => (long)size),
        tensor => tensor.FloatData.Add(Enumerable.Repeat(1f, dims.Aggregate(1, (a, b) => a * b))));

    public static AttributeProto Int(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Float(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static AttributeProto Ints(string name, params long[] values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    public static AttributeProto Text(string name, string value) => new()
    {
        Name = name,
        Type = AttributeProto.Types.AttributeType.String,
        S = ByteString.CopyFromUtf8(value),
    };

    static void Diagnose(string path)
    {
        try
        {
            Diagnosis.Read(path, ReadLimits.Default);
        }
        catch (ModelException)
        {
            // A typed error is as good as a diagnosis.
        }
    }
}
