using System.Collections.Immutable;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Passes.Planning;
using static TorchSharp.torch;

namespace OnnxZc.Passes.Autograd;

/// <summary>Runs passes on the rebuilt network in libtorch, with autograd where a pass has an objective.</summary>
/// <remarks>What captures keep lives in the dispose scope that is current when the engine runs.</remarks>
/// <param name="network">The rebuilt network.</param>
/// <param name="model">The model and the batch.</param>
sealed class TorchEngine(Network network, RunModel model) : IPassEngine
{
    readonly NetworkPool _networks = new(network, model.WeightSeed);
    readonly Dictionary<(Graph, bool IsCut, bool IsAlongWeights), BackwardSegments> _segments = [];
    readonly Lazy<ScoredOutput> _output = new(() => model.Output);

    /// <summary>Forward passes run so far.</summary>
    public int Forwards { get; private set; }

    /// <summary>Backward passes run so far.</summary>
    public int Backwards { get; private set; }

    /// <inheritdoc/>
    public PassOutcome Run(PlannedPass pass)
    {
        try
        {
            return PassOutcome.Of(RunAll(pass));
        }
        catch (Exception error) when (EngineError.IsKnown(error))
        {
            return new(
                ImmutableDictionary<PassNeed, object>.Empty,
                pass.Needs.ToDictionary(need => need, need => EngineError.Of(error, need.Pass)));
        }
    }

    /// <summary>
    /// As the other, with the batch cut into parts; every need is one that <see cref="PartwiseRun.Serves"/>.
    /// </summary>
    public PassOutcome Run(PlannedPass pass, int parts)
    {
        try
        {
            var target = _networks.For(pass.Forward);
            var threads = get_num_threads();
            var batch = Labelled(pass, model.Scene(target.Graph, target.Layers, pass.Forward, threads));
            return new PartwiseRun(model, target, pass).Run(batch, parts, threads, (captures, part, share) =>
            {
                using var scope = NewDisposeScope();
                RunOnce(new(target, pass, captures, 0, part, share));
            });
        }
        catch (Exception error) when (EngineError.IsKnown(error))
        {
            return PassOutcome.Refused(pass, EngineError.Of(error, pass.Forward));
        }
    }

    public void Dispose() => _networks.Dispose();

    RunningCapture[] RunAll(PlannedPass pass)
    {
        var target = _networks.For(pass.Forward);
        var scene = model.Scene(target.Graph, target.Layers, pass.Forward, get_num_threads());
        var batch = Labelled(pass, scene);
        RunningCapture[] captures = [.. pass.Needs.Select(need => RunningCapture.Begin(need, scene))];
        CheckLabels(captures, scene);
        foreach (var capture in captures.Where(capture => capture.Need.Pass.Objective == Objective.EachSample))
            capture.DifferentiateTwice();
        var run = 0;
        foreach (var input in pass.Forward.Input.Runs(target.Graph, batch, model.Seed))
        {
            if (captures.All(capture => capture.Error is not null))
                break;
            using var scope = NewDisposeScope();
            try
            {
                RunOnce(new(target, pass, captures, run++, input));
            }
            catch (ModelException error) when (HasOtherSize(input))
            {
                throw new PassNotApplicableException(
                    $"the network does not take {pass.Forward.Input}: {error.Message}");
            }
        }

        return captures;
    }

    // What goes wrong then is no fault of the model, whose own size went through.
    bool HasOtherSize(Batch input) => input.Inputs.Any(pair =>
        !pair.Value.Shape.Skip(1).SequenceEqual(model.Batch.Inputs[pair.Key].Shape.Skip(1)));

    // Drawn before the batch is cut, so that a sample has one class whatever runs with it.
    Batch Labelled(PlannedPass pass, PassScene scene) =>
        model.Batch.Labels is null
        && pass.Objectives.Any(objective => objective is Objective.Loss or Objective.TrueClass)
        && scene.Classes.Value is { } classes
            ? model.Batch with { Labels = [.. classes.Labels] }
            : model.Batch;

    // Once for the whole batch, so that a wrong label is named by its sample in the batch.
    static void CheckLabels(RunningCapture[] captures, PassScene scene)
    {
        foreach (var capture in captures)
        {
            if (capture.Need.Pass.Objective is Objective.Loss or Objective.TrueClass)
                capture.Show(reduction => _ = scene.Classes.Value);
        }
    }

    void RunOnce(PassRunStep step)
    {
        var sources = step.Sources;
        var needsGraph = step.Plan.Objectives.Any() || sources.HasFlag(GradientSources.Features);
        using var quiet = needsGraph ? null : no_grad();
        var wanted = step.Captures.SelectMany(capture => capture.Gradients).ToHashSet(StringComparer.Ordinal);
        var inputs = step.Batch.Inputs.ToDictionary(
            input => input.Key, input => InputOf(step.Network, input.Key, input.Value, wanted.Contains(input.Key)));
        var crossings = new List<Crossing>();
        var segments = SegmentsOf(step.Network, sources, wanted.Any(name => !inputs.ContainsKey(name)));
        var watchers = step.Watchers();
        foreach (var (name, tensor) in inputs)
            Show(watchers, step.Run, name, tensor);
        var shapes = ShapesOf(step.Network.Graph, step.Batch);
        if (step.Plan.Forward.Normalisation == Normalisation.Batch)
            SingleValueNormalisation.Refuse(step.Network.Graph, shapes);
        var walk = new Walk(shapes, step.Plan.Forward.Normalisation)
        {
            Observe = watchers.Count == 0 ? null : (name, tensor) => Show(watchers, step.Run, name, tensor),
            Keep = step.Captures.SelectMany(capture => capture.Reduction?.Kept ?? [])
                .Concat(step.Plan.Objectives.Any() ? [_output.Value.Value] : [])
                .Concat(wanted)
                .Except(inputs.Keys)
                .ToHashSet(StringComparer.Ordinal),
            Cuts = needsGraph ? segments.Cuts : ImmutableDictionary<int, ImmutableArray<string>>.Empty,
            OnCut = crossings.Add,
            Tangents = sources.HasFlag(GradientSources.Scaling)
                ? new(step.Network.Layers.Select(layer => layer.Weight), _output.Value.Value)
                : null,
        };
        Forwards++;
        var values = step.Network.Run(walk, inputs).Concat(inputs)
            .DistinctBy(pair => pair.Key).ToDictionary(StringComparer.Ordinal);
        foreach (var capture in step.Captures)
            capture.Show(reduction => reduction.OnForward(values));
        var isTraced = walk.Tangents is { Failure: null };
        RunningCapture[] again = isTraced ? [] : [.. step.Captures.Where(IsOfScaling)];
        Differentiate(
            step with { Captures = [.. step.Captures.Except(again)] },
            segments,
            new(step.Network, values, crossings) { Trace = isTraced ? walk.Tangents : null });
        if (again.Length == 0)
            return;
        Array.ForEach(again, capture => capture.DifferentiateTwice());
        RunOnce(step with { Captures = again });
    }

    static bool IsOfScaling(RunningCapture capture) => capture.Sources.HasFlag(GradientSources.Scaling);

    void Differentiate(PassRunStep step, BackwardSegments segments, ForwardValues forward)
    {
        var targets = new List<BackwardTarget>();
        foreach (var objective in step.Plan.Objectives)
        {
            RunningCapture[] readers = [.. step.Captures.Where(capture => capture.Need.Pass.Objective == objective)];
            try
            {
                targets.AddRange(TargetsOf(objective, step, forward, readers));
            }
            catch (Exception error) when (EngineError.IsKnown(error))
            {
                Array.ForEach(readers, reader => reader.Fail(error));
            }
        }

        if (targets.Count == 0)
            return;
        Backwards += targets.Count;
        segments.Run([.. targets.OrderBy(target => target.Sources.HasFlag(GradientSources.Curvature))], forward);
    }

    IEnumerable<BackwardTarget> TargetsOf(
        Objective objective, PassRunStep step, ForwardValues forward, RunningCapture[] readers)
    {
        var value = forward.Last(_output.Value.Value);
        if (!value.requires_grad && step.Network.Layers.Count > 0)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"output '{_output.Value.Name}' has no gradient by any weight: give another with --model-output");
        }

        if (objective != Objective.EachSample)
        {
            var first = Whole(objective, readers);
            return readers.Any(IsOfScaling) ? [first, Along(first)] : [first];
        }

        var split = readers.ToLookup(reader => reader.Reduction is not { TakesSamplesAtOnce: false });
        IEnumerable<BackwardTarget> whole = split[true].Any() ? [Whole(Objective.OutputSum, [.. split[true]])] : [];
        return split[false].Any() ? [.. whole, .. EachSample([.. split[false]])] : whole;

        BackwardTarget Whole(Objective of, RunningCapture[] captures)
        {
            var end = ObjectiveValue.Of(of, _output.Value, value, step.Batch, model.Seed, step.Share);
            return new(step.Run, captures) { Ends = end.requires_grad ? [end] : [] };
        }

        BackwardTarget Along(BackwardTarget first)
        {
            RunningCapture[] captures = [.. readers.Where(IsOfScaling)];
            if (forward.Trace?.Result is not { } tangent || first.Ends.Length == 0)
                return new(step.Run, captures) { Base = first };
            var slope = autograd.grad(first.Ends, [value], retain_graph: true, create_graph: true)[0];
            var change = (slope * tangent).sum();
            return new(step.Run, captures) { Base = first, Ends = change.requires_grad ? [change] : [] };
        }

        IEnumerable<BackwardTarget> EachSample(RunningCapture[] captures)
        {
            for (var sample = 0; sample < value.shape[0]; sample++)
            {
                var gradient = zeros_like(value);
                gradient[sample].fill_(1);
                yield return new(sample, captures) { Ends = [value], EndGradients = [gradient] };
            }
        }
    }

    BackwardSegments SegmentsOf(Network target, GradientSources sources, bool wantsValues)
    {
        var isCut = BackwardSegments.ServeBest(sources, wantsValues);
        var key = (target.Graph, isCut, sources.HasFlag(GradientSources.Scaling));
        if (!_segments.TryGetValue(key, out var segments))
        {
            segments = isCut
                ? BackwardSegments.Of(target.Graph, CutsOf(target, sources), _output.Value.Value)
                : BackwardSegments.Whole(target.Graph);
            _segments.Add(key, segments);
        }

        return segments;
    }

    ImmutableArray<int> CutsOf(Network target, GradientSources sources) => BackwardCuts.Of(
        target.Graph,
        target.Layers,
        new(target.Graph, ShapesOf(target.Graph, model.Batch)),
        _output.Value.Value,
        sources);

    Shapes ShapesOf(Graph graph, Batch batch) => (batch.Inputs, graph) == (model.Batch.Inputs, network.Graph)
        ? model.Shapes
        : ShapeInference.Infer(
            Resized(graph, batch), batch.Inputs.ToDictionary(input => input.Key, input => input.Value.Shape));

    // Images of a size of their own go through networks that declare another.
    static Graph Resized(Graph graph, Batch batch) => graph.With(inputs: [.. graph.Inputs.Select(input => input with
    {
        Shape = [.. batch.Inputs[input.Name].Shape.Select(size => new Dimension(size))],
    })]);

    static Tensor InputOf(Network target, string name, TensorData data, bool isLeaf)
    {
        var declared = target.Graph.Inputs.First(input => input.Name == name).Type;
        var tensor = TensorConversion.ToTensor(FloatTypes.Convert(data, declared), target.Device);
        return isLeaf && tensor.is_floating_point() ? tensor.requires_grad_() : tensor;
    }

    static void Show(ILookup<string, RunningCapture> watchers, int run, string name, Tensor value)
    {
        foreach (var capture in watchers[name])
        {
            using var scope = NewDisposeScope();
            capture.Show(reduction => reduction.OnValue(run, name, value));
        }
    }
}
