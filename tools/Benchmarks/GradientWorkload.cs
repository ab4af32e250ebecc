using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Proxies;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Bench;

/// <summary>A network and a batch of noise, loaded once, with the bare passes that proxies are measured by.</summary>
sealed class GradientWorkload
{
    /// <summary>What the gradient of one loss and its forward pass give, and what needs no pass.</summary>
    public static readonly string[] FirstOrder =
        ["params", "flops", "l2_norm", "grad_norm", "grad_norm_zennas", "snip", "plain", "fisher", "nwot"];

    /// <summary>The set of zero-cost-nas, and nwot.</summary>
    public static readonly string[] ZeroCostNas =
        ["grad_norm", "snip", "grasp", "fisher", "jacob_cov", "plain", "synflow", "synflow_bn", "nwot"];

    readonly ScoreOptions _options;
    readonly PreparedModel _model;
    readonly Lazy<Network> _network;

    /// <param name="model">The file.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="mode">What BatchNormalization normalises by.</param>
    public GradientWorkload(string model, int batch, BatchNormMode mode = BatchNormMode.Batch)
        : this(OnnxReader.Read(model).Graph, batch, mode)
    {
    }

    /// <param name="graph">The network.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="mode">What BatchNormalization normalises by.</param>
    public GradientWorkload(Graph graph, int batch, BatchNormMode mode = BatchNormMode.Batch)
    {
        _options = new() { Proxies = [], BatchSize = batch, BatchNorm = mode };
        _model = PreparedModel.Of(graph, _options, needsBatch: true);
        EngineThreads.Set(0);
        _network = new(() => new Network(_model.Graph, torch.CPU));
    }

    /// <summary>
    /// Runs <c>first-order</c>, <c>zero-cost-nas</c>, <c>bare</c>, <c>double</c> or proxies, comma between, and prints
    /// its peak memory in MiB.
    /// </summary>
    public static int RunChild(string pass, string model, int batch)
    {
        var workload = new GradientWorkload(model, batch);
        Action run = pass switch
        {
            "first-order" => workload.Proxies(FirstOrder),
            "zero-cost-nas" => workload.Proxies(ZeroCostNas),
            "double" => workload.DoubleBackward,
            "bare" => workload.Backward,
            _ => workload.Proxies(pass.Split(',')),
        };
        run();
        Console.WriteLine(PeakMemory.MiB());
        return 0;
    }

    /// <summary>Computes proxies together on the loaded model, once.</summary>
    public Action Proxies(params string[] names)
    {
        IProxy[] proxies = [.. names.Select(name => ProxyCatalog.Find(name)!)];
        var plan = _model.Plan(proxies);
        var run = new Lazy<PassRun>(() => new(_model.ForEngines(), "cpu", threads: 0, plan: plan));
        return () =>
        {
            using var scope = torch.NewDisposeScope();
            var kept = plan.Passes.SelectMany(pass => run.Value.Run(pass).Kept).ToDictionary();
            var results = _model.Results(kept, plan.Canonical);
            foreach (var proxy in proxies)
                proxy.Compute(results);
        };
    }

    /// <summary>Scores the file from reading it to the card, its check against ONNX Runtime included.</summary>
    public void WholeScore(string model, string[] names) =>
        new Scorer(_options with { Proxies = names }).Score(model);

    /// <summary>One forward and backward pass of the loss by every parameter and nothing else.</summary>
    public void Backward()
    {
        using var scope = torch.NewDisposeScope();
        _network.Value.zero_grad();
        Loss().backward();
    }

    /// <summary>What grasp alone needs: a backward pass that is differentiated once more.</summary>
    public void DoubleBackward()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor[] weights =
            [.. _network.Value.Layers.Select(layer => layer.Weight).Distinct().Select(_network.Value.State)];
        var gradients = torch.autograd.grad([Loss()], weights, retain_graph: true, create_graph: true);
        torch.Tensor[] constants = [.. gradients.Select(gradient => gradient.detach())];
        torch.autograd.grad(gradients, weights, constants, allow_unused: true);
    }

    /// <summary>A backward pass for each sample's logits by every parameter, of one forward pass.</summary>
    public void EachSample()
    {
        using var scope = torch.NewDisposeScope();
        var logits = Logits();
        for (var sample = 0; sample < logits.shape[0]; sample++)
        {
            using var inner = torch.NewDisposeScope();
            _network.Value.zero_grad();
            logits[sample].sum().backward(retain_graph: true);
        }
    }

    torch.Tensor Loss()
    {
        var logits = Logits();
        var labels = Labels.For(_model.Batch!, [logits.shape[0]], logits.shape[1], seed: 0);
        return F.cross_entropy(logits.flatten(1), torch.tensor(labels));
    }

    torch.Tensor Logits()
    {
        var inputs = _model.Batch!.Inputs.ToDictionary(
            pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, torch.CPU));
        var mode = _options.BatchNorm == BatchNormMode.Batch ? Normalisation.Batch : Normalisation.Running;
        return _network.Value.Run(new Walk(_model.Shapes, mode), inputs)[_model.Graph.Outputs[0].Name];
    }
}
