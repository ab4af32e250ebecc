using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Autograd;
using OnnxZc.Passes.Captures;
using TorchSharp;

namespace OnnxZc.Tests.Passes;

/// <summary>A process that takes the derivative along the weights, and prints by how many MiB it grew.</summary>
static class PassMemory
{
    /// <summary>How many blocks the network has: a convolution, its normalisation, a sum and a Relu.</summary>
    public const int Blocks = 20;

    /// <summary>What an activation takes, in MiB.</summary>
    public const int Activation = 2;

    const int Samples = 8;
    const int Channels = 16;

    public static int Run()
    {
        var graph = Network();
        using var network = new Network(graph, torch.CPU);

        // What is loaded and compiled once does not count.
        Run(network, samples: 1);
        var before = ProcessMemory.Resident;
        Run(network, Samples);
        Console.WriteLine(ProcessMemory.Peak - before);
        return 0;
    }

    static void Run(Network network, int samples)
    {
        var images = SmallNetwork.Draw("images", 1, samples, Channels, 64, 64);
        var batch = new Batch(
            new Dictionary<string, TensorData> { ["images"] = images },
            [.. Enumerable.Range(0, samples).Select(i => (long)(i % SmallNetwork.Classes))]);
        var shapes = ShapeInference.Infer(
            network.Graph, batch.Inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        using var scope = torch.NewDisposeScope();
        using var engine = new TorchEngine(
            network, new(network.Graph, network.Graph, BatchForm.Dynamic, shapes, batch, Seed: 0));
        var outcome = engine.Run(new(
            Pass.Forward, [new(Pass.Loss, new ScalingProduct())], Engine.Torch, []));
        foreach (var error in outcome.Errors.Values)
            throw error;
    }

    static Graph Network()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("images", ElementType.Float32, null, Channels, 64, 64);
        for (var i = 0; i < Blocks; i++)
        {
            var weight = build.Initializer(
                $"w{i}", SmallNetwork.Draw($"w{i}", 0.1, Channels, Channels, 3, 3));
            var y = build.Node("Conv", [x, weight], [("pads", new long[] { 1, 1, 1, 1 })]);
            string[] parts = ["scale", "bias", "mean", "var"];
            var tensors = parts.Select(part => build.Initializer($"{part}{i}", Constant(part is "scale" or "var")));
            y = build.Node("BatchNormalization", [y, .. tensors]);
            x = build.Node("Relu", [build.Node("Add", [x, y])]);
        }

        var head = build.Initializer("head", SmallNetwork.Draw("head", 0.5, Channels, SmallNetwork.Classes));
        var pooled = build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]);
        return build.Build(build.Node("MatMul", [pooled, head], default, "logits"));
    }

    static TensorData Constant(bool isOne) =>
        TensorData.Of<float>(Enumerable.Repeat(isOne ? 1f : 0, Channels).ToArray(), Channels);
}
