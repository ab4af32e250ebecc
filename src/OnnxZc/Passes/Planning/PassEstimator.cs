using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Autograd;
using TorchSharp;

namespace OnnxZc.Passes.Planning;

/// <summary>Estimates what passes of one model cost, from what their captures will ask for.</summary>
/// <remarks>
/// A forward pass is a third of a forward and backward pass, gradients by values another, those by weights the last.
/// The derivative of the gradient takes five more: both factors of every product in the forward and the backward half
/// are differentiated, but for the input's. A tangent takes four: a forward pass, a backward pass, and its own product
/// with the gradients by values. Double precision takes twice as long.
/// </remarks>
/// <param name="model">The model and the batch.</param>
/// <param name="layers">Its layers.</param>
sealed class PassEstimator(RunModel model, IReadOnlyList<Layer> layers)
{
    const double Third = 1.0 / 3;

    readonly ValueMemory _memory = new(model.Graph, model.Shapes);
    readonly long[] _shape = [model.Samples, .. model.Batch.Inputs[model.Graph.Inputs[0].Name].Shape.Skip(1)];

    /// <summary>The estimate; nothing where no capture applies to the model.</summary>
    /// <exception cref="ModelException">The model has no samples.</exception>
    public PassEstimate Of(PlannedPass pass)
    {
        using var scope = torch.NewDisposeScope();
        var scene = model.Scene(model.Graph, layers, pass.Forward, threads: 1);
        RunningCapture[] captures =
        [
            .. pass.Needs.Select(need => RunningCapture.Begin(need, scene)).Where(capture => capture.Error is null),
        ];
        return captures.Length == 0 ? default : new(Cost(pass, captures), Bytes(pass, captures));
    }

    double Cost(PlannedPass pass, RunningCapture[] captures)
    {
        var cost = Third + (SourcesOf(captures).HasFlag(GradientSources.Features) ? Third : 0);
        foreach (var objective in pass.Objectives)
        {
            var readers = captures.Where(capture => capture.Need.Pass.Objective == objective);
            if (objective != Objective.EachSample)
            {
                cost += Backward(readers);
                continue;
            }

            var atOnce = readers.ToLookup(reader => reader.Reduction is { TakesSamplesAtOnce: true });
            cost += Backward(atOnce[true]) + (model.Samples * Backward(atOnce[false]));
        }

        return cost * pass.Forward.Input.ShareOf(_shape) * Width(pass);
    }

    static double Backward(IEnumerable<RunningCapture> readers)
    {
        var sources = SourcesOf(readers);
        var byValues = sources != GradientSources.None || readers.Any(reader => reader.Gradients.Count > 0);
        return (byValues ? Third : 0) + (sources != GradientSources.None ? Third : 0)
            + (sources.HasFlag(GradientSources.Curvature) ? 5 * Third : 0)
            + (sources.HasFlag(GradientSources.Scaling) ? 4 * Third : 0);
    }

    double Bytes(PlannedPass pass, RunningCapture[] captures)
    {
        var width = Width(pass);
        var share = pass.Forward.Input.ShareOf(_shape) / pass.Forward.Input.RunsOf(model.Samples) * width;
        var weights = _memory.Weights * width;
        var isCopy = pass.Engine == Engine.OnnxRuntime
            || pass.Forward is not { Weights: PassWeights.Given, Precision: null };
        var bytes = _memory.Weights + (isCopy ? weights : 0);
        var sources = SourcesOf(captures);
        if (!pass.Objectives.Any() && sources == GradientSources.None)
            return bytes + (_memory.Live * share);

        string[] wanted = [.. captures.SelectMany(capture => capture.Gradients).Distinct()];
        var parts = BackwardSegments.ServeBest(sources, wanted.Length > 0) ? BackwardCuts.Parts : 1;
        var byWeights = sources & ~GradientSources.Features;
        bytes += (_memory.Saved + (2 * _memory.Largest) + ((double)_memory.Of(wanted) / parts)) * share;
        bytes += byWeights != GradientSources.None ? weights / parts : 0;
        if (sources.HasFlag(GradientSources.Curvature))
            bytes += (2 * _memory.Saved * share) + weights;
        if (sources.HasFlag(GradientSources.Scaling))
            bytes += (_memory.Saved * share) + (weights / parts);
        return bytes + (width * captures.Sum(capture => Copies(capture, parts)));
    }

    // Rows of samples live until the last sample's segment is done, and are widened a weight at a time.
    double Copies(RunningCapture capture, int parts)
    {
        var copies = capture.Reduction!.WeightCopies;
        if (capture.Need.Pass.Objective != Objective.EachSample)
            return (double)copies * _memory.Weights;
        var segment = Math.Max(_memory.Weights / parts, Math.Min(_memory.Weights, 2 * _memory.LargestWeight));
        return (double)copies * (segment + (2 * _memory.LargestWeight));
    }

    double Width(PlannedPass pass) =>
        pass.Forward.Precision == Precision.Float64
        && model.Graph.Inputs.All(input => input.Type != ElementType.Float64)
            ? 2
            : 1;

    static GradientSources SourcesOf(IEnumerable<RunningCapture> captures) =>
        captures.Aggregate(GradientSources.None, (union, capture) => union | capture.Sources);
}
