using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Autograd;
using OnnxZc.Passes;
using OnnxZc.Passes.Captures;
using OnnxZc.Passes.Planning;
using OnnxZc.Passes.Runtime;
using OnnxZc.Proxies;
using TorchSharp;

namespace OnnxZc.Tests.Passes;

public sealed class EngineTests
{
    static readonly string[] Gradients = ["grad_norm", "snip", "plain", "fisher", "nwot"];

    static PlannedPass Plan(params string[] proxies) => Assert.Single(PassPlanner.Plan(
        proxies.Select(name => (name, ProxyCatalog.Find(name)!.Needs)),
        hasBatchNorm: true,
        BatchNormMode.Batch).Passes);

    static TorchEngine Torch(Graph graph, Network network) => new(network, SmallNetwork.Model(graph));

    [Fact]
    public void Run_EveryGradientProxyAndNwot_IsOneForwardAndOneBackward()
    {
        var graph = SmallNetwork.Graph();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var engine = Torch(graph, network);
        var result = engine.Run(Plan(Gradients));
        Assert.Equal((1, 1), (engine.Forwards, engine.Backwards));
        Assert.Empty(result.Errors);
        Assert.Equal(Gradients.Length, result.Kept.Count);
        Assert.Equal(SmallNetwork.Samples, KernelOf(result).Samples);
    }

    [Fact]
    public void Run_SmallWeightBehindATranspose_HasAGradient()
    {
        var build = new GraphBuilder(17);
        var x = build.Node("Flatten", [build.Input("images", ElementType.Float32, null, 3, 8, 8)]);
        x = build.Node("Slice", [x, .. new[] { 0, 4, 1 }.Select((value, i) =>
            build.Initializer($"slice{i}", TensorData.Int64s(value)))]);
        var weight = build.Initializer("weight", SmallNetwork.Draw("weight", 0.5, SmallNetwork.Classes, 4));
        var turned = build.Node("Transpose", [weight]);
        var graph = build.Build(build.Node("MatMul", [x, turned], [], "logits"));
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var engine = Torch(graph, network);
        Assert.Equal("weight", Assert.Single(GradientsOf(engine)).Weight);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(17)]
    [InlineData(18)]
    public void Run_NwotByBatchStatistics_IsEqualOnBothEngines(int opset)
    {
        var graph = SmallNetwork.Graph(opset);
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var torchEngine = Torch(graph, network);
        using var runtime = new OrtEngine(SmallNetwork.Model(graph), threads: 1);
        var shared = KernelOf(torchEngine.Run(Plan(Gradients)));
        var alone = KernelOf(runtime.Run(Plan("nwot")));
        AssertEqual(shared, alone);
    }

    [Fact]
    public void Run_NwotByRunningStatistics_IsEqualOnBothEnginesAndAnotherKernel()
    {
        var graph = SmallNetwork.Graph();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var torchEngine = Torch(graph, network);
        using var runtime = new OrtEngine(SmallNetwork.Model(graph), threads: 1);
        var pass = Plan("nwot_relu");
        var fromTorch = KernelOf(torchEngine.Run(pass with { Engine = Engine.Torch }));
        AssertEqual(fromTorch, KernelOf(runtime.Run(pass)));
        Assert.NotEqual(fromTorch[0, 1], KernelOf(runtime.Run(Plan("nwot")))[0, 1]);
    }

    [Fact]
    public void Run_AnyPass_LeavesParametersAndStatisticsAsTheyWere()
    {
        var graph = SmallNetwork.Graph();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var engine = Torch(graph, network);
        engine.Run(Plan(Gradients));
        foreach (var (name, data) in graph.Initializers)
            Assert.Equal(data.Span<float>().ToArray(), network.State(name).detach().data<float>().ToArray());
        Assert.All(network.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void Run_KernelOfSamplesByRunningStatistics_IsOneBackwardAndEqualsOnePerSample()
    {
        var graph = SmallNetwork.Graph();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var engine = Torch(graph, network);
        PassNeed need = new(Pass.EachSample with { Normalisation = Normalisation.Running }, new SampleGram());
        var outcome = engine.Run(new(Pass.Inference, [need], Engine.Torch, []));
        Assert.Equal(1, engine.Backwards);
        var gram = ((torch.Tensor)outcome.Kept[need]).data<double>().ToArray();

        var inputs = SmallNetwork.Batch().Inputs.ToDictionary(
            pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, torch.CPU));
        var logits = network.Run(new Walk(SmallNetwork.Shapes(graph), Normalisation.Running), inputs)["logits"];
        torch.Tensor[] weights =
            [.. new[] { "a.weight", "a.scale", "b.weight", "b.scale", "head.weight" }.Select(network.State)];
        var rows = torch.stack(Enumerable.Range(0, SmallNetwork.Samples).Select(i => torch.cat(
            [.. torch.autograd.grad([logits[i].sum()], weights, retain_graph: true).Select(part => part.flatten())])));
        var wide = rows.to_type(torch.float64);
        var expected = wide.mm(wide.t()).data<double>().ToArray();
        Assert.All(gram.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4 * Math.Abs(expected.Max())));
    }

    [Fact]
    public void Run_Twice_GivesTheSameBits()
    {
        var graph = SmallNetwork.Graph();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var engine = Torch(graph, network);
        var values = Enumerable.Range(0, 2).Select(_ => GradientsOf(engine)
            .SelectMany(layer => layer.Gradient.data<float>().ToArray()).ToArray()).ToArray();
        Assert.Equal(values[0], values[1]);
    }

    [Fact]
    public void Differentiate_ByAWeight_EqualsFiniteDifferences()
    {
        var graph = SmallNetwork.Graph();
        const float Step = 1e-2f;
        var gradient = Gradient(graph);
        foreach (var i in new[] { 0, 7, 39 })
        {
            var rise = LossWith(graph, i, Step) - LossWith(graph, i, -Step);
            Assert.Equal(rise / (2 * Step), gradient[i], 2e-3);
        }
    }

    [Fact]
    public void Infer_OutputThatIsNoTensor_IsTheModelsError()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("images", ElementType.Float32, null, 3, 8, 8);
        var graph = build.Build(build.Node("SequenceConstruct", [x], [], "sequence"));
        using var runtime = new OrtEngine(SmallNetwork.Model(graph), threads: 1);
        var error = Assert.Throws<ModelException>(() => runtime.Infer(SmallNetwork.Batch()));
        Assert.Equal(ModelErrorCode.EngineFailure, error.Code);
    }

    static float[] Gradient(Graph graph)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        using var engine = Torch(graph, network);
        return GradientsOf(engine).Single(layer => layer.Weight == "head.weight")
            .Gradient.contiguous().data<float>().ToArray();
    }

    static double LossWith(Graph graph, int element, float change)
    {
        var values = graph.Initializers["head.weight"].Span<float>().ToArray();
        values[element] += change;
        var changed = new Dictionary<string, TensorData>(graph.Initializers)
        {
            ["head.weight"] = TensorData.Of<float>(values, SmallNetwork.Classes, 8),
        };
        var moved = graph.With(initializers: changed);
        using var scope = torch.NewDisposeScope();
        using var network = new Network(moved, torch.CPU);
        var inputs = SmallNetwork.Batch().Inputs.ToDictionary(
            pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, torch.CPU));
        var logits = network.Run(new Walk(SmallNetwork.Shapes(moved), Normalisation.Batch), inputs)["logits"];
        return torch.nn.functional.cross_entropy(logits, torch.tensor(SmallNetwork.Batch().Labels!)).ToDouble();
    }

    static IReadOnlyList<WeightGradient> GradientsOf(TorchEngine engine)
    {
        PassNeed need = new(Pass.Loss, new WeightGradients());
        return (IReadOnlyList<WeightGradient>)engine.Run(new(Pass.Forward, [need], Engine.Torch, [])).Kept[need];
    }

    /// <summary>The sum of the outcome's kernels.</summary>
    static ActivationKernel KernelOf(PassOutcome outcome)
    {
        var kernels = outcome.Kept.Values.OfType<IReadOnlyList<ActivationKernel>>().Single();
        return ActivationKernel.Sum(kernels);
    }

    static void AssertEqual(ActivationKernel expected, ActivationKernel actual)
    {
        Assert.Equal(expected.Units, actual.Units);
        for (var i = 0; i < expected.Samples; i++)
        {
            for (var j = 0; j < expected.Samples; j++)
                Assert.Equal(expected[i, j], actual[i, j]);
        }
    }
}
