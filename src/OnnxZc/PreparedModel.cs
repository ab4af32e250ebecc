using System.Collections.Immutable;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Proxies;

namespace OnnxZc;

/// <summary>A model made ready for one run's settings, before any native library is touched.</summary>
sealed class PreparedModel
{
    readonly ScoreOptions _options;
    readonly bool _hasBatchNorm;

    PreparedModel(Graph runnable, Graph graph, BatchForm batchForm, Batch? batch, ScoreOptions options)
    {
        _options = options;
        _hasBatchNorm = graph.Nodes.Any(node => node.Operator is { Domain: "", Type: "BatchNormalization" });
        Runnable = runnable;
        Graph = graph;
        BatchForm = batchForm;
        Batch = batch;
        InputShapes = graph.Inputs.ToDictionary(
            input => input.Name,
            input => batch?.Inputs[input.Name].Shape ?? Data.InputShapes.Of(
                input, options.Dimensions, options.BatchSize ?? GaussianBatches.DefaultBatchSize));
        Shapes = ShapeInference.Infer(graph, InputShapes);
        Counts = MacCounter.Count(graph, Shapes);
        Layers = LayerList.Of(graph);
    }

    /// <summary>The graph for ONNX Runtime, in the file's types.</summary>
    public Graph Runnable { get; }

    /// <summary>
    /// The graph that is scored: constants folded, batch freed, in one floating-point type, weights drawn if asked for.
    /// </summary>
    public Graph Graph { get; }

    public BatchForm BatchForm { get; }

    /// <summary>The batch; null when only the graph is read.</summary>
    public Batch? Batch { get; }

    public IReadOnlyDictionary<string, ImmutableArray<long>> InputShapes { get; }

    public Shapes Shapes { get; }

    public ModelCounts Counts { get; }

    public ImmutableArray<Layer> Layers { get; }

    /// <exception cref="ModelException">The graph, its shapes or the data do not fit.</exception>
    public static PreparedModel Of(Graph file, ScoreOptions options, bool needsBatch)
    {
        var folded = ConstantFolder.Fold(FusedOperators.TakeApart(file), options.Seed);
        var (native, batchForm) = BatchAxis.Free(
            ControlFlow.Inline(folded, options.Dimensions), options.Dimensions);
        var graph = Typed(native, options);
        var batch = needsBatch || options.Data is not GaussianBatches ? Read(graph, options) : null;
        var isFile = batchForm != BatchForm.Rewritten && options.Init == InitScheme.AsIs;
        // Parts of fused nodes are written in single precision.
        var isFused = file.Nodes.Any(node => FusedOperators.Covers(node.Operator));
        return new(isFile ? file : isFused ? graph : native, graph, batchForm, batch, options);
    }

    // Weights are drawn in single precision, so that they are the same whatever they are computed with.
    static Graph Typed(Graph native, ScoreOptions options)
    {
        var type = options.Precision == Precision.Float64 ? ElementType.Float64 : ElementType.Float32;
        if (options.Init == InitScheme.AsIs)
            return FloatTypes.To(native, type);
        var single = FloatTypes.To(native, ElementType.Float32);
        return FloatTypes.To(Initialization.Apply(single, LayerList.Of(single), options.Init, options.Seed), type);
    }

    static Batch Read(Graph graph, ScoreOptions options)
    {
        var inputs = graph.Inputs.Select(FloatTypes.Single).ToArray();
        var batch = options.Data.Read(new(inputs, options.BatchSize, options.Seed, options.Dimensions));
        return batch with
        {
            Inputs = graph.Inputs.ToDictionary(
                input => input.Name, input => FloatTypes.Convert(batch.Inputs[input.Name], input.Type)),
        };
    }

    public PassPlan Plan(IEnumerable<IProxy> proxies) =>
        PassPlanner.Plan(
            proxies.Select(proxy => (proxy.Name, proxy.Needs)),
            _hasBatchNorm,
            _options.BatchNorm,
            runtimeForward: _options.Device == "cpu");

    /// <summary>What the engines need of it.</summary>
    public RunModel ForEngines() => new(Runnable, Graph, BatchForm, Shapes, Batch!, _options.Seed);

    public PassResults Results(IReadOnlyDictionary<Pass, PassResult> results, Func<Pass, Pass> canonical) =>
        new(Graph, Counts, Layers, results, canonical);

    public Trust Trust() => new()
    {
        Coverage = Counts.Coverage,
        Uncounted = Counts.Uncounted,
        BatchNorm = BatchNormDetection.Of(Graph),
        Batch = BatchForm,
    };
}
