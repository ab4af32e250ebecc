using OnnxZc.Graphs.Inference;
using TorchSharp;

namespace OnnxZc.Networks;

/// <summary>A subgraph of the node that is being evaluated: a function of its inputs and of what it captures.</summary>
/// <param name="program">The subgraph.</param>
/// <param name="outer">The execution that it captures values of.</param>
/// <param name="walk">How to walk it.</param>
/// <param name="device">Where constants go.</param>
/// <param name="iterations">How many iterations loops may still run.</param>
sealed class Body(GraphProgram program, Frame outer, Walk walk, torch.Device device, IterationBudget iterations)
{
    // A subgraph's values have no place among those of the graph that are cut, kept and observed.
    readonly Walk _walk = new(walk.Shapes, walk.Normalisation);

    public Graphs.Graph Graph => program.Graph;

    public torch.Device Device => device;

    /// <summary>What is known of an output in every iteration; null when nothing is.</summary>
    public KnownValue? Known(int output) => walk.Shapes.Inside(Graph)?[Graph.Outputs[output].Name];

    /// <summary>Runs the subgraph once.</summary>
    /// <param name="inputs">Its inputs; they stay the caller's.</param>
    /// <returns>Its outputs, in the current dispose scope.</returns>
    public Value[] Run(params ReadOnlySpan<Value> inputs)
    {
        var frame = new Frame(program, _walk, device, iterations, []);
        for (var i = 0; i < Graph.Inputs.Length; i++)
            frame.Set(Graph.Inputs[i].Name, i < inputs.Length ? inputs[i] : default);
        foreach (var name in Graph.Captures)
            frame.Set(name, outer.Get(name));
        return frame.RunAll();
    }
}
