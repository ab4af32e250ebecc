using System.Diagnostics;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Proxies;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Bench;

/// <summary>The same network and batch, done three ways.</summary>
/// <param name="Proxies">Computes the nine proxies together on a loaded model, once.</param>
/// <param name="BarePass">One forward and backward pass of the loss by every parameter and nothing else, once.</param>
/// <param name="WholeScore">
/// Scores the file from reading it to the card, its check against ONNX Runtime included.
/// </param>
sealed record GradientWorkload(Action Proxies, Action BarePass, Action WholeScore)
{
    /// <summary>
    /// Loads <paramref name="model"/> and a batch of noise; it stays loaded as long as the process runs.
    /// </summary>
    public static GradientWorkload Create(string model, int batch)
    {
        var names = ProxyCatalog.All.Select(proxy => proxy.Name);
        var options = new ScoreOptions { Proxies = [.. names], BatchSize = batch };
        var prepared = PreparedModel.Of(OnnxReader.Read(model).Graph, options, needsBatch: true);
        return new(AllProxies(prepared), Bare(prepared), () => new Scorer(options).Score(model));
    }

    /// <summary>The wall time of one run of <paramref name="action"/>, in milliseconds.</summary>
    public static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Runs <c>proxies</c> or <c>bare</c> in this process and prints its peak memory in MiB.</summary>
    public static int RunChild(string pass, string model, int batch)
    {
        var workload = Create(model, batch);
        (pass == "proxies" ? workload.Proxies : workload.BarePass)();
        Console.WriteLine(PeakMemory.MiB());
        return 0;
    }

    /// <summary>Each part of the nine proxies by itself, and the bare pass: where the time goes.</summary>
    public static IReadOnlyList<(string Name, Action Run)> Parts(string model, int batch)
    {
        var options = new ScoreOptions { Proxies = [], BatchSize = batch };
        var prepared = PreparedModel.Of(OnnxReader.Read(model).Graph, options, needsBatch: true);
        var run = new PassRun(prepared.ForEngines(), "cpu", threads: 0);
        PlannedPass Loss(Capture capture) => new(Pass.Loss, capture, Engine.Torch, []);
        Action Scoped(PlannedPass pass) => () =>
        {
            using var scope = torch.NewDisposeScope();
            run.Run(pass);
        };
        PlannedPass Inference(Capture capture, Engine engine) => new(Pass.Inference, capture, engine, []);
        return
        [
            ("bare forward + backward", Bare(prepared)),
            ("loss, weight gradients", Scoped(Loss(Capture.WeightGradients))),
            ("loss, and activation kernel", Scoped(Loss(Capture.WeightGradients | Capture.ActivationKernel))),
            ("loss, and output saliency", Scoped(Loss(Capture.WeightGradients | Capture.OutputSaliency))),
            ("inference in ONNX Runtime, kernel", Scoped(Inference(Capture.ActivationKernel, Engine.OnnxRuntime))),
            ("inference in libtorch, kernel", Scoped(Inference(Capture.ActivationKernel, Engine.Torch))),
            ("inference in libtorch", Scoped(Inference(Capture.None, Engine.Torch))),
            ("batch forward in libtorch", Scoped(new(Pass.Forward, Capture.None, Engine.Torch, []))),
            ("nine proxies", AllProxies(prepared)),
        ];
    }

    static Action AllProxies(PreparedModel model)
    {
        var plan = model.Plan(ProxyCatalog.All);
        var run = new Lazy<PassRun>(() => new PassRun(model.ForEngines(), "cpu", threads: 0));
        return () =>
        {
            using var scope = torch.NewDisposeScope();
            var kept = plan.Passes.SelectMany(pass => run.Value.Run(pass).Kept).ToDictionary();
            var results = model.Results(kept, plan.Canonical);
            foreach (var proxy in proxies)
                proxy.Compute(results);
        };
    }

    static Action Bare(PreparedModel model)
    {
        var network = new Lazy<Network>(() => new Network(model.Graph, torch.CPU));
        var batch = model.Batch!;
        var samples = batch.Inputs.First().Value.Shape[0];
        var classes = model.Shapes.Shape(model.Graph.Outputs[0].Name)[1];
        return () =>
        {
            using var scope = torch.NewDisposeScope();
            var labels = torch.tensor(Labels.For(batch, [samples], classes, seed: 0));
            var inputs = batch.Inputs.ToDictionary(
                pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, torch.CPU));
            network.Value.zero_grad();
            var walk = new Walk(model.Shapes, Normalisation.Batch);
            var logits = network.Value.Run(walk, inputs)[model.Graph.Outputs[0].Name];
            F.cross_entropy(logits.flatten(1), labels).backward();
        };
    }
}
