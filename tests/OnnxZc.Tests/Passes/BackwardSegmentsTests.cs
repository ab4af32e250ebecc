using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Autograd;
using OnnxZc.Passes;
using OnnxZc.Passes.Captures;
using OnnxZc.Passes.Planning;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Tests.Passes;

/// <summary>A backward pass in segments against one in one call, on a network whose values cross every cut.</summary>
public sealed class BackwardSegmentsTests
{
    const int Depth = 30;

    [Fact]
    public void Cuts_OfTheNetworkHere_AreSeveral() => Assert.InRange(Segments(Deep()).Cuts.Count, 3, 12);

    [Fact]
    public void Run_WhatCrossedACut_IsFreedWithItsSegment()
    {
        var graph = Deep();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        var segments = Segments(graph);
        var crossings = new List<Crossing>();
        var walk = new Walk(SmallNetwork.Shapes(graph), Normalisation.Batch)
        {
            Cuts = segments.Cuts,
            OnCut = crossings.Add,
        };
        var values = network.Run(walk, Inputs());
        var scene = SmallNetwork.Model(graph).Scene(graph, network.Layers, Pass.Loss, threads: 1);
        var capture = RunningCapture.Begin(new(Pass.Loss, new WeightGradients()), scene);
        var target = new BackwardTarget(0, [capture]) { Ends = [Loss(values["logits"])] };

        segments.Run([target], new(network, values, crossings));

        Assert.Null(capture.Error);
        Assert.True(crossings.Count >= segments.Cuts.Count);
        Assert.All(crossings, crossing => Assert.True(crossing.Before.IsInvalid && crossing.After.IsInvalid));
    }

    [Fact]
    public void Run_SkipsAndASharedWeight_GivesTheGradientsOfOneBackward()
    {
        var graph = Deep();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var engine = new TorchEngine(network, SmallNetwork.Model(graph));
        var gradients = new WeightGradients();
        var outcome = engine.Run(new(
            Pass.Forward, [new(Pass.Loss, gradients), new(Pass.Loss, new OutputSaliencies())], Engine.Torch, []));
        var result = (IReadOnlyList<WeightGradient>)outcome.Kept[new(Pass.Loss, gradients)];

        foreach (var (weight, expected) in Backward(network))
        {
            var actual = result.Single(layer => layer.Weight == weight).Gradient;
            var difference = (actual - expected).abs().max().ToDouble();
            Assert.InRange(difference, 0, 1e-5 * Math.Max(1, expected.abs().max().ToDouble()));
        }
    }

    [Fact]
    public void Run_EveryLayer_GivesTheSumOfOutputTimesGradient()
    {
        var graph = Deep();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var engine = new TorchEngine(network, SmallNetwork.Model(graph));
        PassNeed need = new(Pass.Loss, new OutputSaliencies());
        var outcome = engine.Run(new(Pass.Forward, [need], Engine.Torch, []));
        var saliencies = (IReadOnlyList<OutputSaliency>)outcome.Kept[need];
        Assert.Equal(network.Layers, saliencies.Select(saliency => saliency.Layer));

        var walk = new Walk(SmallNetwork.Shapes(graph), Normalisation.Batch)
        {
            Keep = network.Layers.Select(layer => layer.Output).ToHashSet(),
        };
        var values = network.Run(walk, Inputs());
        var outputs = network.Layers.Select(layer => values[layer.Output]).ToArray();
        var gradients = torch.autograd.grad([Loss(values["logits"])], outputs);
        for (var i = 0; i < outputs.Length; i++)
        {
            var product = outputs[i].detach() * gradients[i];
            var expected = product.ndim > 2 ? product.flatten(2).sum(2L) : product;
            Assert.InRange((expected - saliencies[i].Value).abs().max().ToDouble(), 0, 1e-5);
        }
    }

    static BackwardSegments Segments(Graph graph)
    {
        var memory = new ValueMemory(graph, SmallNetwork.Shapes(graph));
        var cuts = BackwardCuts.Of(graph, LayerList.Of(graph), memory, "logits", GradientSources.Weights);
        return BackwardSegments.Of(graph, cuts, "logits");
    }

    static Dictionary<string, torch.Tensor> Backward(Network network)
    {
        var walk = new Walk(SmallNetwork.Shapes(network.Graph), Normalisation.Batch);
        Loss(network.Run(walk, Inputs())["logits"]).backward();
        return network.Layers.Select(layer => layer.Weight).Distinct()
            .ToDictionary(weight => weight, weight => network.State(weight).grad!);
    }

    static torch.Tensor Loss(torch.Tensor logits) =>
        F.cross_entropy(logits, torch.tensor(SmallNetwork.Batch().Labels!));

    static Dictionary<string, torch.Tensor> Inputs() => SmallNetwork.Batch().Inputs
        .ToDictionary(pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, torch.CPU));

    /// <summary>Each layer adds to the one before and to the first; every third uses one weight.</summary>
    static Graph Deep()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("images", ElementType.Float32, null, 3, 8, 8);
        var stem = build.Initializer("stem", SmallNetwork.Draw("stem", 0.3, 4, 3, 3, 3));
        var shared = build.Initializer("shared", SmallNetwork.Draw("shared", 0.2, 4, 4, 3, 3));
        (string, object) pads = ("pads", new long[] { 1, 1, 1, 1 });
        var first = build.Node("Conv", [x, stem], [pads]);
        var y = first;
        for (var i = 0; i < Depth; i++)
        {
            var weight = i % 3 == 0 ? shared : build.Initializer($"w{i}", SmallNetwork.Draw($"w{i}", 0.2, 4, 4, 3, 3));
            var branch = build.Node("Tanh", [build.Node("Conv", [y, weight], [pads])]);
            y = build.Node("Add", [build.Node("Add", [branch, y]), first]);
        }

        var head = build.Initializer("head", SmallNetwork.Draw("head", 0.5, 4, SmallNetwork.Classes));
        var pooled = build.Node("Flatten", [build.Node("GlobalAveragePool", [y])]);
        return build.Build(build.Node("MatMul", [pooled, head], default, "logits"));
    }
}
