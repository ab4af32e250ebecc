using OnnxZc.Graphs;
using OnnxZc.Passes;
using OnnxZc.Passes.Agreement;
using OnnxZc.Passes.Runtime;

namespace OnnxZc.Checks;

/// <summary>Runs a model to see what it does; for a worker process, as native code may end it.</summary>
static class ExecutionProbe
{
    const int Samples = 2;

    // Where memory happens to lie decides in which order some of ONNX Runtime's kernels add: the last bits differ.
    const double Rounding = 1e-4;

    const string Noise = "two runs on the same input differ";

    // From the coarsest on.
    static readonly (ElementType Type, string Name)[] Floats =
    [
        (ElementType.BFloat16, "bfloat16"), (ElementType.Float16, "float16"), (ElementType.Float32, "float32"),
        (ElementType.Float64, "float64"),
    ];

    /// <summary>What running it shows; what is wrong with it is in the facts, not thrown.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is scored: data, seed, sizes, threads and limits are taken from it.</param>
    public static ExecutionFacts Of(string path, ScoreOptions options)
    {
        options = options with { Proxies = [], BatchSize = Samples, Repeat = 1, PerLayer = false };
        try
        {
            var file = OnnxReader.Read(path, options.Limits);
            return Agreed(Run(file, options) with { Arithmetic = ArithmeticOf(file.Graph) }, file, options);
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return new()
            {
                LoadError = failure.Reason,
                ParityReason = failure.Reason,
                BatchedReason = failure.Reason,
            };
        }
    }

    static ExecutionFacts Run(ModelFile file, ScoreOptions options)
    {
        try
        {
            using var runtime = RuntimeFile.Of(file, options.Threads);
            var model = PreparedModel.Of(file.Graph, options, needsBatch: true, doubt: "the file is run as it is");
            var batch = model.Batch!;
            var outputs = runtime.Run(batch);
            var facts = new ExecutionFacts
            {
                Repeated = RunComparison.Repeated(outputs, runtime.Run(batch)),
                NonFinite = RunComparison.NonFinite(outputs),
            };
            if (facts.Repeated.Size <= Rounding)
                return facts with { Batched = RunComparison.Batched(file.Graph, batch, outputs, runtime.Run) };
            return HasGenerators(file.Graph)
                ? Settled(facts, model, options)
                : facts with { BatchedReason = Noise };
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return new() { LoadError = failure.Reason, BatchedReason = failure.Reason };
        }
    }

    // A file without weights generates others in every run.
    static ExecutionFacts Settled(ExecutionFacts facts, PreparedModel model, ScoreOptions options)
    {
        try
        {
            var ready = model.ForEngines();
            var graph = RuntimeGraph.Of(ready.File, ready.Graph);
            using var runtime = new RuntimeFile(graph, options.Threads);
            var outputs = runtime.Run(ready.Batch);
            facts = facts with { Settled = RunComparison.Repeated(outputs, runtime.Run(ready.Batch)) };
            return facts.Settled.Size <= Rounding
                ? facts with { Batched = RunComparison.Batched(graph, ready.Batch, outputs, runtime.Run) }
                : facts with { BatchedReason = Noise };
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return facts with { BatchedReason = failure.Reason };
        }
    }

    static bool HasGenerators(Graph graph) => graph.AllNodes.Any(node =>
        node.Operator is { Domain: "", Type: "RandomNormal" or "RandomUniform" });

    static ExecutionFacts Agreed(ExecutionFacts facts, ModelFile file, ScoreOptions options)
    {
        try
        {
            var model = PreparedModel.Of(file.Graph, options, needsBatch: true);
            if (model.BatchDoubt() is { } doubt)
                model = PreparedModel.Of(file.Graph, options, needsBatch: true, doubt);
            using var run = new PassRun(model.ForEngines(), options.Device, options.Threads, options.MaxMemory);
            return facts with { Parity = run.Parity };
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return facts with { ParityReason = failure.Reason };
        }
    }

    static string ArithmeticOf(Graph graph)
    {
        var isQuantised = graph.AllNodes.Any(node => node.Operator.Type is var type
            && (type.Contains("Quantize", StringComparison.Ordinal)
                || type.EndsWith("Integer", StringComparison.Ordinal)
                || type.StartsWith("QLinear", StringComparison.Ordinal)));
        var types = graph.Inputs.Concat(graph.Outputs).Select(value => value.Type)
            .Concat(graph.Initializers.Values.Select(data => data.Type))
            .ToHashSet();
        return isQuantised
            ? "quantised"
            : Floats.Where(pair => types.Contains(pair.Type)).Select(pair => pair.Name).FirstOrDefault("float32");
    }
}
