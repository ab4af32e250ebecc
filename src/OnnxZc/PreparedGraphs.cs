using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Graphs.Rewriting.Fusion;
using OnnxZc.Networks;
using OnnxZc.Networks.Weights;
using OnnxZc.Passes;

namespace OnnxZc;

/// <summary>What a file's graph becomes under one run's settings, before any data is read.</summary>
/// <param name="File">The graph as the file has it, with the sizes and the outputs that are scored.</param>
/// <param name="Native">The graph with constants folded and the batch freed, in the file's types.</param>
/// <param name="Scored">
/// The graph that is scored: constants folded, batch freed, in one floating-point type, weights drawn if asked for.
/// </param>
/// <param name="BatchForm">What happened to the batch dimension.</param>
/// <param name="Request">What the scored graph wants of a source of data.</param>
/// <param name="Options">The run's settings.</param>
sealed record PreparedGraphs(
    Graph File, Graph Native, Graph Scored, BatchForm BatchForm, BatchRequest Request, ScoreOptions Options)
{
    /// <summary>
    /// The graph for ONNX Runtime, in the file's types; but parts of fused nodes are written in single precision.
    /// </summary>
    public Graph Runnable => BatchForm != BatchForm.Rewritten && Options.Init == InitScheme.AsIs ? File
        : File.Nodes.Any(node => FusedOperators.Covers(node.Operator)) ? Scored
        : Native;

    /// <param name="file">The graph as the file has it.</param>
    /// <param name="options">The run's settings.</param>
    /// <param name="keepsBatch">Whether a batch that the file fixes is left as it is.</param>
    /// <exception cref="ModelException">The graph, its shapes or the settings do not fit.</exception>
    public static PreparedGraphs Of(Graph file, ScoreOptions options, bool keepsBatch)
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
        var (native, batchForm) = keepsBatch ? (folded, BatchForm.Fixed) : BatchAxis.Free(folded, sizes);
        var scored = Typed(native, options, options.Seed);
        var asked = InputDeclarations.BatchSize(folded, options.Inputs);
        var request = new BatchRequest(scored.Inputs, (int?)asked ?? options.BatchSize, options.Seed, sizes)
        {
            Uses = uses,
        };
        return new(file, native, scored, batchForm, request, options);
    }

    /// <summary>The same graphs with the weights that <paramref name="seed"/> draws.</summary>
    public PreparedGraphs Drawn(long seed) =>
        Options.Init == InitScheme.AsIs ? this : this with { Scored = Typed(Native, Options, seed) };

    // Weights are drawn in single precision, so that they are the same whatever they are computed with.
    static Graph Typed(Graph native, ScoreOptions options, long seed)
    {
        var type = options.Precision == Precision.Float64 ? ElementType.Float64 : ElementType.Float32;
        if (options.Init == InitScheme.AsIs)
            return FloatTypes.To(native, type);
        var single = FloatTypes.To(native, ElementType.Float32);
        return FloatTypes.To(Initialization.Apply(single, options.Init, seed), type);
    }

    // What the data fills has the data's sizes.
    static Dictionary<string, long> WithoutThoseOfData(
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
}
