using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Autograd;
using OnnxZc.Passes.Planning;
using OnnxZc.Proxies;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Passes;
using TorchSharp;

namespace OnnxZc.Tests.Proxies.Contract;

/// <summary>No proxy leaves a trace in the network or in libtorch.</summary>
[Collection(AloneCollection.Name)]
public sealed class ContractStateTests
{
    public static TheoryData<string> Proxies => ContractCards.Proxies;

    [Theory]
    [MemberData(nameof(Proxies))]
    public void Run_AnyNetwork_LeavesTensorsGeneratorAndModesAsTheyWere(string proxy) =>
        Assert.All(ContractNetwork.Names, name => Run(ContractNetwork.Of(name), ProxyCatalog.Find(proxy)!));

    static void Run(Graph graph, IProxy proxy)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        var model = Model(graph);
        using var engine = new TorchEngine(network, model);
        using var generator = torch.random.get_rng_state();
        var threads = torch.get_num_threads();

        var hasBatchNorm = graph.Nodes.Any(node => node.Operator.Type == "BatchNormalization");
        var plan = PassPlanner.Plan(
            [(proxy.Name, proxy.Needs)], hasBatchNorm, BatchNormMode.Batch, runtimeForward: false);
        var kept = plan.Passes.Select(engine.Run).SelectMany(outcome => outcome.Kept).ToDictionary();
        if (proxy.Needs.All(need => kept.ContainsKey(need with { Pass = plan.Canonical(need.Pass) })))
        {
            proxy.Compute(new(
                graph, model.Shapes, MacCounter.Count(graph, model.Shapes), network.Layers, kept, plan.Canonical));
        }

        foreach (var (name, data) in graph.Initializers)
            Assert.Equal(data.Bytes.ToArray(), network.State(name).detach().contiguous().bytes.ToArray());
        Assert.All(network.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.Equal(generator.bytes.ToArray(), torch.random.get_rng_state().bytes.ToArray());
        Assert.Equal(threads, torch.get_num_threads());
        Assert.True(torch.is_grad_enabled());
    }

    static RunModel Model(Graph graph)
    {
        long[] shape = [8, .. graph.Inputs[0].Shape.Skip(1).Select(size => size.Size!.Value)];
        var batch = new Batch(new Dictionary<string, TensorData>
        {
            ["images"] = SmallNetwork.Draw("contract", 1, shape),
        }, null);
        var shapes = ShapeInference.Infer(
            graph, batch.Inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        return new(graph, graph, BatchForm.Dynamic, shapes, batch, Seed: 0);
    }
}
