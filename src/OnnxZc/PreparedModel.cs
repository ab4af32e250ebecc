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
    const long MostElements = 1L << 31;

    readonly ScoreOptions _options;
    readonly bool _hasBatchNorm;

    PreparedModel(Graph file, Graph graph, BatchForm batchForm, Batch? batch, ScoreOptions options)
    {
        _options = options;
        _hasBatchNorm = graph.Nodes.Any(node => node.Operator is { Domain: "", Type: "BatchNormalization" });
        File = file;
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

    /// <summary>The graph as the file has it.</summary>
    public Graph File { get; }

    /// <summary>The graph that is scored: constants folded, batch freed, weights drawn if asked for.</summary>
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
        var (graph, batchForm) = BatchAxis.Free(ConstantFolder.Fold(file, options.Seed), options.Dimensions);
        graph = Initialization.Apply(graph, LayerList.Of(graph), options.Init, options.Seed);
        var batch = needsBatch || options.Data is not GaussianBatches
            ? options.Data.Read(new(graph.Inputs, options.BatchSize, options.Seed, options.Dimensions))
            : null;
        return new(file, graph, batchForm, batch, options);
    }

    public PassPlan Plan(IEnumerable<IProxy> proxies) =>
        PassPlanner.Plan(
            proxies.Select(proxy => (proxy.Name, proxy.Needs)),
            _hasBatchNorm,
            _options.BatchNorm,
            runtimeForward: _options.Device == "cpu");

    /// <summary>What the engines need of it.</summary>
    /// <exception cref="ModelException">A value would be too large to be computed.</exception>
    public RunModel ForEngines() => Shapes.LargerThan(MostElements) is { } value
        ? throw new ModelException(
            ModelErrorCode.TooLarge,
            $"value '{value}' of shape {ShapeText.Of(Shapes.Shape(value))} has more than 2^31 elements; "
            + "take a smaller --batch-size, or leave the model out")
        : new(File, Graph, BatchForm, Shapes, Batch!, _options.Seed);

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
