using Microsoft.ML.OnnxRuntime;
using OnnxZc.Graphs;
using OnnxZc.MakeModels;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Models;

public sealed class ModelRunTests
{
    [Theory]
    [MemberData(nameof(ModelFolderTests.Names), MemberType = typeof(ModelFolderTests))]
    public void Run_InOnnxRuntime_GivesFiniteLogitsThatDifferPerImage(string name)
    {
        var graph = ModelCatalog.All.Single(recipe => recipe.Name == name).Build();
        var batch = graph.Inputs[0].Shape[0].Size ?? 2;
        long[] shape = [batch, .. graph.Inputs[0].Shape.Skip(1).Select(dimension => dimension.Size!.Value)];
        var classes = graph.Outputs[0].Shape[1].Size!.Value;

        var (logits, resultShape) = Run(OnnxWriter.Write(graph), shape);

        Assert.Equal([batch, classes], resultShape);
        Assert.All(logits, logit => Assert.True(float.IsFinite(logit)));
        Assert.InRange(Spread(logits), 1e-2, 1e4);
        if (batch > 1)
            Assert.NotEqual(logits[..(int)classes], logits[(int)classes..]);
    }

    static (float[] Logits, long[] Shape) Run(byte[] model, long[] shape)
    {
        var images = new float[TensorData.CountOf(shape)];
        new RandomStream("data:input").FillNormal(images);
        using var options = new SessionOptions();
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(images, shape);
        using var results = session.Run(run, ["input"], [input], ["logits"]);
        return (results[0].GetTensorDataAsSpan<float>().ToArray(), results[0].GetTensorTypeAndShape().Shape);
    }

    static double Spread(float[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
