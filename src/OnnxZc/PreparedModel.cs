using System.Collections.Immutable;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Inputs;
using OnnxZc.Graphs.Rewriting.Fusion;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Networks.Weights;
using OnnxZc.Passes;
using OnnxZc.Proxies;

namespace OnnxZc;

/// <summary>A model made ready for one run's settings, before any native library is touched.</summary>
sealed class PreparedModel
{
    const long MostElements = 1L << 31;

    readonly ScoreOptions _options;
    readonly BatchRequest _request;
    readonly bool _hasBatchNorm;

    PreparedModel(
        (Graph File, Graph Runnable, Graph Scored) graphs, BatchForm batchForm, string? doubt, BatchRequest request,
        Batch? batch, ScoreOptions options)
    {
        var graph = graphs.Scored;
        _options = options;
        _request = request;
        _hasBatchNorm = graph.Nodes.Any(node => node.Operator is { Domain: "", Type: "BatchNormalization" });
        (File, Runnable, Graph) = graphs;
        BatchForm = batchForm;
        Batch = batch;
        BatchReason = batchForm != BatchForm.Fixed ? null
            : doubt ?? "the file fixes it and other sizes do not go through the graph; export with a free batch";
        InputShapes = graph.Inputs.ToDictionary(
            input => input.Name,
            input => batch?.Inputs[input.Name].Shape ?? Data.InputShapes.Of(
                input, request, request.BatchSize ?? GaussianBatches.DefaultBatchSize));
        Shapes = ShapeInference.Infer(graph, InputShapes);
        Counts = MacCounter.Count(graph, Shapes);
        Layers = LayerList.Of(graph);
        Choices = [.. ExplainInputs(), $"objective: {Objective()}"];
    }

    /// <summary>The graph as the file has it, with the sizes and the outputs that are scored.</summary>
    public Graph File { get; }

    /// <summary>The graph for ONNX Runtime, in the file's types.</summary>
    public Graph Runnable { get; }

    /// <summary>
    /// The graph that is scored: constants folded, batch freed, in one floating-point type, weights drawn if asked for.
    /// </summary>
    public Graph Graph { get; }

    public BatchForm BatchForm { get; }

    /// <summary>Why the batch is fixed; null when it is not.</summary>
    public string? BatchReason { get; }

    /// <summary>The batch; null when only the graph is read.</summary>
    public Batch? Batch { get; }

    public IReadOnlyDictionary<string, ImmutableArray<long>> InputShapes { get; }

    public Shapes Shapes { get; }

    public ModelCounts Counts { get; }

    public ImmutableArray<Layer> Layers { get; }

    /// <summary>What was chosen where the settings leave it open: a line per input, and the objective.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Why proxies that compare samples have no value; null when there are several.</summary>
    public string? SingleSampleReason =>
        BatchForm == BatchForm.Fixed && InputShapes.Values.FirstOrDefault() is { IsDefaultOrEmpty: false } shape
        && shape[0] == 1
            ? $"it compares samples and the batch is fixed at 1: {BatchReason}"
            : null;

    /// <param name="file">The graph as the file has it.</param>
    /// <param name="options">The run's settings.</param>
    /// <param name="needsBatch">Whether a batch is to be read.</param>
    /// <param name="doubt">Why a rewritten batch cannot be trusted: the file's own is kept. Null for no doubt.</param>
    /// <exception cref="ModelException">The graph, its shapes or the data do not fit.</exception>
    public static PreparedModel Of(Graph file, ScoreOptions options, bool needsBatch, string? doubt = null)
    {
        file = FreeDimensions.Named(InputDeclarations.Apply(TensorOutputs.Of(file), options.Inputs));
        var folded = ConstantFolder.Fold(FusedOperators.TakeApart(file), options.Seed);
        var uses = InputUses.Of(folded).ToDictionary(
            use => use.Key,
            use => use.Value with { Range = options.Inputs.GetValueOrDefault(use.Key)?.Range });
        var sizes = FreeDimensions.Sizes(folded, uses, options.Dimensions);
        if (!options.Data.IsMadeToFit)
            sizes = WithoutThoseOfData(folded, uses, sizes, options.Dimensions);
        folded = ControlFlow.Inline(folded, sizes);
        var (native, batchForm) = doubt is null ? BatchAxis.Free(folded, sizes) : (folded, BatchForm.Fixed);
        var graph = Typed(native, options);
        var asked = InputDeclarations.BatchSize(folded, options.Inputs);
        var request = new BatchRequest(graph.Inputs, (int?)asked ?? options.BatchSize, options.Seed, sizes)
        {
            Uses = uses,
        };
        var batch = needsBatch || !options.Data.IsMadeToFit ? Read(options.Data, request) : null;
        var isFile = batchForm != BatchForm.Rewritten && options.Init == InitScheme.AsIs;
        // Parts of fused nodes are written in single precision.
        var isFused = file.Nodes.Any(node => FusedOperators.Covers(node.Operator));
        var runnable = isFile ? file : isFused ? graph : native;
        return new((file, runnable, graph), batchForm, doubt, request, batch, options);
    }

    // Weights are drawn in single precision, so that they are the same whatever they are computed with.
    static Graph Typed(Graph native, ScoreOptions options)
    {
        var type = options.Precision == Precision.Float64 ? ElementType.Float64 : ElementType.Float32;
        if (options.Init == InitScheme.AsIs)
            return FloatTypes.To(native, type);
        var single = FloatTypes.To(native, ElementType.Float32);
        return FloatTypes.To(Initialization.Apply(single, options.Init, options.Seed), type);
    }

    // Sources of data give single precision.
    static Batch Read(IBatchSource data, BatchRequest request)
    {
        var batch = data.Read(request with { Inputs = [.. request.Inputs.Select(FloatTypes.Single)] });
        return batch with
        {
            Inputs = request.Inputs.ToDictionary(
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
    /// <exception cref="ModelException">A value would be too large to be computed.</exception>
    public RunModel ForEngines() => Shapes.LargerThan(MostElements) is { } value
        ? throw new ModelException(
            ModelErrorCode.TooLarge,
            $"value '{value}' of shape {ShapeText.Of(Shapes.Shape(value))} has more than 2^31 elements; "
            + "take a smaller --batch-size, or leave the model out")
        : new(Runnable, Graph, BatchForm, Shapes, Batch!, _options.Seed)
        {
            OutputName = _options.Output,
            Loss = _options.Loss,
        };

    /// <summary>Why a rewritten batch cannot be trusted, by running the graph; null when it can.</summary>
    /// <exception cref="ModelException">The model cannot be run at all.</exception>
    public string? BatchDoubt()
    {
        if (BatchForm != BatchForm.Rewritten)
            return null;
        var inputs = Graph.Inputs.Select(input => input with
        {
            Shape = [.. InputShapes[input.Name].Select((size, axis) =>
                axis == 0 && IsBatched(input) ? default : new Dimension(size))],
        });
        var own = File.Inputs.Where(input => !input.Shape.IsDefaultOrEmpty).Max(input => input.Shape[0].Size ?? 1);
        var probe = Read(new GaussianBatches(), _request with
        {
            Inputs = [.. inputs],
            BatchSize = (int)Math.Max(own, BatchProof.Samples),
        });
        return BatchProof.Doubt(ForEngines() with { File = File }, probe, _options.Threads);
    }

    static bool IsBatched(ValueInfo input) => !input.Shape.IsDefaultOrEmpty && input.Shape[0].Size is null;

    public PassResults Results(IReadOnlyDictionary<Pass, PassResult> results, Func<Pass, Pass> canonical) =>
        new(Graph, Counts, Layers, results, canonical);

    public Trust Trust() => new()
    {
        Coverage = Counts.Coverage,
        Uncounted = Counts.Uncounted,
        BatchNorm = BatchNormDetection.Of(Graph),
        Batch = BatchForm,
        BatchReason = BatchReason,
    };

    // What the data fills has the data's sizes.
    static IReadOnlyDictionary<string, long> WithoutThoseOfData(
        Graph graph,
        IReadOnlyDictionary<string, InputUse> uses,
        IReadOnlyDictionary<string, long> sizes,
        IReadOnlyDictionary<string, long> given)
    {
        var ofData = graph.Inputs
            .Where(input => uses[input.Name].Kind == InputKind.Samples && !input.Shape.IsDefault)
            .SelectMany(input => input.Shape.Select(dimension => dimension.Name))
            .ToHashSet();
        return sizes.Where(pair => given.ContainsKey(pair.Key) || !ofData.Contains(pair.Key)).ToDictionary();
    }

    IEnumerable<string> ExplainInputs() => Graph.Inputs.Select(input =>
        $"input '{input.Name}': {input.Type}[{string.Join(", ", InputShapes[input.Name])}], {_request.UseOf(input)}");

    string Objective()
    {
        try
        {
            return ScoredOutput.Of(Graph, Shapes, _options.Output, _options.Loss).ToString();
        }
        catch (ModelException none)
        {
            return $"none, {none.Message}";
        }
    }
}
