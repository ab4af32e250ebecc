using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Passes;

/// <summary>
/// A model as an engine needs it: its graphs, a batch, and what is known of every value at the batch's shapes.
/// </summary>
/// <param name="File">
/// What ONNX Runtime runs, in the file's types: the graph as the file has it, or where the batch was rewritten or
/// weights were drawn, what became of it.
/// </param>
/// <param name="Graph">The graph that is scored.</param>
/// <param name="BatchForm">What happened to the batch dimension.</param>
/// <param name="Shapes">The shapes of every value.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Seed">The seed of labels that the batch does not have.</param>
sealed record RunModel(Graph File, Graph Graph, BatchForm BatchForm, Shapes Shapes, Batch Batch, long Seed)
{
    /// <summary>The seed of weights that passes draw for themselves.</summary>
    public long WeightSeed { get; init; } = Seed;

    /// <summary>The output to differentiate; null for the default.</summary>
    public string? OutputName { get; init; }

    /// <summary>What to make of it; null for the default.</summary>
    public Loss? Loss { get; init; }

    /// <summary>Values that stand for the network's stages; null for those that the graph shows.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Whether passes give the same on <paramref name="other"/>, which differs in values at most.</summary>
    public bool HasSameValues(RunModel other) =>
        (Graph, Batch, Seed, WeightSeed) == (other.Graph, other.Batch, other.Seed, other.WeightSeed);

    /// <summary>The output that is differentiated, and how.</summary>
    /// <exception cref="ModelException">The model has none that fits.</exception>
    public ScoredOutput Output => ScoredOutput.Of(Graph, Shapes, OutputName, Loss);

    /// <summary>
    /// The class of each sample, drawn where the batch has none; null where the output is not a row of classes per
    /// sample.
    /// </summary>
    /// <exception cref="ModelException">The model has no output to differentiate, or labels do not fit it.</exception>
    SampleClasses? Classes()
    {
        var output = Output;
        var shape = Shapes.Shape(output.Value);
        if (output.ClassAxis < 0 || shape.IsDefault
            || TensorData.CountOf([.. shape]) != shape[0] * shape[output.ClassAxis])
            return null;
        var classes = shape[output.ClassAxis];
        return new(Labels.For(Batch, [Samples], classes, Seed), classes);
    }

    /// <summary>What a capture may know before its pass runs.</summary>
    public PassScene Scene(Graph graph, IReadOnlyList<Layer> layers, Pass pass, int threads) =>
        new(graph, Shapes, layers, Samples, threads, pass, Seed, Features)
        {
            Classes = new(Classes),
            Scored = new(() => ScoredOutput.Of(Graph, Shapes, OutputName, null).Value),
        };

    /// <summary>The batch size: the first dimension of the first input.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public int Samples => SamplesOf(Graph, Batch);

    static int SamplesOf(Graph graph, Batch batch) =>
        graph.Inputs is [var first, ..] && batch.Inputs[first.Name].Shape is [> 0 and var samples, ..]
            ? (int)samples
            : throw new ModelException(
                ModelErrorCode.ShapeMismatch,
                "the model has no input with samples along its first dimension; export it with one, or ask for proxies "
                + "of the graph alone");
}
