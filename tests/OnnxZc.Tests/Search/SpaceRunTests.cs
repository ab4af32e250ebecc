using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Agreement;
using OnnxZc.Passes.Runtime;
using OnnxZc.Search;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Networks;
using TorchSharp;

namespace OnnxZc.Tests.Search;

/// <summary>Networks of every space against ONNX Runtime.</summary>
public sealed class SpaceRunTests
{
    const double Tolerance = 5e-5;

    // Cells with zeros, skips, strides and every operation; sizes that halve to odd numbers on the way.
    public static TheoryData<string, string, string, int> Networks => new()
    {
        { "darts", "cifar", "r", 16 },
        { "darts", "imagenet", "r", 64 },
        { "darts", "naslib", "0.0-1.1-1.2-2.3-0.4-3.5-4.6-1.0|1.2-0.3-0.1-1.0-0.5-2.2-1.6-2.4", 32 },
        { "nb101", "official", "1,0,0,0,0,0,0,1,1,1,1,0,1,1,0,0,0,1,1,0,1,2,1,2,1,2", 16 },
        { "nb101", "official", "r", 20 },
        { "nats_sss", "official", "8:16:24:32:40", 32 },
        { "nats_sss", "official", "64:8:8:56:56", 20 },
        { "nbasr", "lstm", "[[0, 1], [2, 0, 1], [4, 1, 0, 1]]", 30 },
        { "nbasr", "backbone", "[[1, 0], [5, 1, 0], [3, 0, 1, 0]]", 33 },
        { "nbasr", "backbone", "[[5, 0], [5, 0, 0], [5, 0, 0, 0]]", 8 },
        { "nbmacro", "official", "01202101", 32 },
        { "nbmacro", "official", "20010200", 18 },
        { "ofa_mbv3", "w1.2", "r", 65 },
        { "ofa_mbv3", "w1.0", "r", 64 },
        { "tnb101_micro", "class_object", "64-41414-1_02_333", 64 },
        { "tnb101_micro", "class_scene", "64-41414-0_11_120", 58 },
        { "tnb101_micro", "room_layout", "64-41414-0_00_000", 32 },
        { "tnb101_micro", "jigsaw", "64-41414-3_10_210", 21 },
        { "tnb101_macro", "class_object", "64-231341-basic", 50 },
        { "tnb101_macro", "jigsaw", "64-4111-basic", 32 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Network_AtTwoBatchSizes_EqualsOnnxRuntime(string name, string form, string text, int size)
    {
        var space = SpaceCatalog.Find(name)!;
        var architecture = text == "r" ? space.Sample(new($"run:{form}")) : space.Parse(text);
        AssertAgrees(space.Build(architecture, new() { Form = form, InputSize = size }));
    }

    [Theory]
    [InlineData("cifar", 32)]
    [InlineData("imagenet", 224)]
    public void Network_WithAnAuxiliaryClassifier_EqualsOnnxRuntimeInBothResults(string form, int size)
    {
        var space = SpaceCatalog.Find("darts")!;
        AssertAgrees(space.Build(
            space.Sample(new("run:auxiliary")),
            new() { Form = form, InputSize = size, Auxiliary = true, Channels = 8, Cells = 3 }));
    }

    static void AssertAgrees(Graph built)
    {
        var graph = Protos.ReadFile(OnnxWriter.Write(built)).Graph;
        Assert.Equal(GraphHash.Of(built), GraphHash.Of(graph));

        var folded = ConstantFolder.Fold(graph);
        using var network = new Network(folded, torch.CPU);
        OrtEngine? runtime = null;
        foreach (var samples in new[] { 1, 3 })
        {
            using var scope = torch.NewDisposeScope();
            var batch = Batch(graph.Inputs.Single(), samples);
            runtime ??= new(Model(graph, folded, batch), threads: 1);
            var expected = runtime.Infer(new(batch, null));
            var actual = ParityCheck.Infer(network, new(batch, null));
            Assert.Equal(graph.Outputs.Length, expected.Count());
            foreach (var (output, values) in graph.Outputs.Zip(expected))
            {
                RuntimeAssert.Equal(values, actual[output.Name], Tolerance);
                Assert.Equal(output.Shape.Select(dimension => dimension.Size ?? samples), values.Shape);
            }
        }

        runtime!.Dispose();
    }

    static RunModel Model(Graph file, Graph folded, Dictionary<string, TensorData> batch)
    {
        var shapes = ShapeInference.Infer(folded, batch.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        return new(file, folded, BatchForm.Dynamic, shapes, new(batch, null), Seed: 0);
    }

    static Dictionary<string, TensorData> Batch(ValueInfo input, int samples)
    {
        long[] shape = [.. input.Shape.Select(dimension => dimension.Size ?? samples)];
        var values = new float[TensorData.CountOf(shape)];
        new Numerics.RandomStream($"space:{samples}").FillNormal(values);
        return new() { [input.Name] = TensorData.Of<float>(values, shape) };
    }
}
