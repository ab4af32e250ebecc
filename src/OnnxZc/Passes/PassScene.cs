using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using OnnxZc.Passes.Captures;
using TorchSharp;

namespace OnnxZc.Passes;

/// <summary>What a capture may know before its pass runs.</summary>
/// <param name="Graph">The graph that runs.</param>
/// <param name="Shapes">What is known of its values at the batch's shapes.</param>
/// <param name="Layers">Its layers, in execution order.</param>
/// <param name="Samples">The batch size N.</param>
/// <param name="Threads">Threads to use.</param>
/// <param name="Pass">The pass that the capture is of.</param>
/// <param name="Seed">The seed of what is drawn.</param>
/// <param name="Features">Values that stand for the network's stages; null for those found by the graph.</param>
sealed record PassScene(
    Graph Graph,
    Shapes Shapes,
    IReadOnlyList<Layer> Layers,
    int Samples,
    int Threads,
    Pass Pass,
    long Seed,
    IReadOnlyList<string>? Features)
{
    /// <summary>The layers' weights in execution order, shared ones once.</summary>
    public IEnumerable<string> Weights => Layers.Select(layer => layer.Weight).Distinct();

    /// <summary>The class of each sample; null where the output has none.</summary>
    public required Lazy<SampleClasses?> Classes { get; init; }

    /// <summary>How many forward passes there are.</summary>
    public int Forwards => Pass.Input.RunsOf(Samples);

    /// <summary>How many backward passes there are.</summary>
    public int Backwards => Forwards * (Pass.Objective == Objective.EachSample ? Samples : 1);

    /// <summary>The value that is differentiated.</summary>
    public required Lazy<string> Scored { get; init; }

    /// <summary>Where tensors live that captures keep until proxies have read them.</summary>
    public DisposeScope? Scope { get; init; } = torch.CurrentDisposeScope;
}
