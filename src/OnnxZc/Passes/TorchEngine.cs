using System.Runtime.InteropServices;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Passes;

/// <summary>Runs passes on the rebuilt network in libtorch, with autograd where a pass has an objective.</summary>
/// <remarks>Results live in the dispose scope that is current when the engine runs.</remarks>
sealed class TorchEngine : IPassEngine
{
    readonly Network _network;
    readonly RunModel _model;
    readonly int _samples;
    readonly Dictionary<string, Tensor> _inputs;
    readonly HashSet<string> _units;
    readonly Lazy<ScoredOutput> _output;
    readonly Lazy<BackwardSegments> _segments;
    readonly Lazy<BackwardSegments> _whole;

    /// <param name="network">The rebuilt network.</param>
    /// <param name="model">The model and the batch.</param>
    public TorchEngine(Network network, RunModel model)
    {
        _model = model;
        _samples = model.Samples;
        _network = network;
        _inputs = model.Batch.Inputs.ToDictionary(
            input => input.Key,
            input => TensorConversion.ToTensor(input.Value, network.Device).DetachFromDisposeScope());
        _units = [.. RectifiedUnits.Of(network.Graph)];
        _output = new(() => model.Output);
        _segments = new(() => BackwardSegments.Of(network.Graph, network.Layers, _output.Value.Value));
        _whole = new(() => BackwardSegments.Whole(network.Layers));
    }

    /// <summary>Forward passes run so far.</summary>
    public int Forwards { get; private set; }

    /// <summary>Backward passes run so far.</summary>
    public int Backwards { get; private set; }

    /// <inheritdoc/>
    public PassResult Run(PlannedPass pass)
    {
        try
        {
            return pass.Pass.NeedsGradient ? Differentiate(pass) : Forward(pass);
        }
        catch (Exception error) when (error is not EngineMemoryException && EngineMemoryException.IsSignedBy(error))
        {
            throw new EngineMemoryException(
                $"libtorch could not allocate memory for '{pass.Pass}': use a smaller --batch-size", error);
        }
        catch (ExternalException error)
        {
            throw new ModelException(ModelErrorCode.EngineFailure, $"libtorch: {error.Message.Split('\n')[0]}", error);
        }
    }

    public void Dispose()
    {
        foreach (var input in _inputs.Values)
            input.Dispose();
    }

    PassResult Forward(PlannedPass pass)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var (walk, kernel) = WalkOf(pass);
        Forwards++;
        _network.Run(walk, _inputs);
        return new PassResult { ActivationKernel = kernel };
    }

    PassResult Differentiate(PlannedPass pass)
    {
        using var scope = NewDisposeScope();
        var segments = pass.Capture.HasFlag(Capture.OutputSaliency) ? _segments.Value : _whole.Value;
        var crossings = new List<Crossing>();
        var (walk, kernel) = WalkOf(pass);
        Forwards++;
        var values = _network.Run(
            walk with
            {
                Keep = segments.Keep.Append(_output.Value.Value).ToHashSet(StringComparer.Ordinal),
                Cuts = segments.Cuts,
                OnCut = crossings.Add,
            },
            _inputs);
        var loss = ObjectiveValue.Of(_output.Value, values[_output.Value.Value], _model.Batch, _model.Seed);

        if (!loss.requires_grad && _network.Layers.Count > 0)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"output '{_output.Value.Name}' has no gradient by any weight: give another with --model-output");
        }

        var gradients = new Dictionary<string, Tensor>();
        var saliencies = new Dictionary<Layer, Tensor>();
        Backwards++;
        segments.Run(
            loss,
            crossings.ToLookup(crossing => crossing.Cut),
            values,
            _network.State,
            (weight, gradient) =>
            {
                var sum = gradients.TryGetValue(weight, out var part) ? part + gradient : gradient;
                gradients[weight] = sum.MoveToOtherDisposeScope(scope);
            },
            (layer, output, gradient) =>
                saliencies.Add(layer, ChannelSaliency.Of(output, gradient).MoveToOtherDisposeScope(scope)));

        return new PassResult
        {
            Loss = loss.ToDouble(),
            ActivationKernel = kernel,
            WeightGradients = [.. _network.Layers.Select(layer => layer.Weight).Distinct()
                .Where(gradients.ContainsKey)
                .Select(weight => new WeightGradient(
                    weight,
                    _network.State(weight).detach().MoveToOuterDisposeScope(),
                    gradients[weight].MoveToOuterDisposeScope()))],
            OutputSaliencies = [.. _network.Layers
                .Where(saliencies.ContainsKey)
                .Select(layer => new OutputSaliency(layer, saliencies[layer].MoveToOuterDisposeScope()))],
        };
    }

    (Walk Walk, ActivationKernel? Kernel) WalkOf(PlannedPass pass)
    {
        var walk = new Walk(_model.Shapes, pass.Pass.Normalisation);
        if (!pass.Capture.HasFlag(Capture.ActivationKernel))
            return (walk, null);
        var kernel = new ActivationKernel(_samples, get_num_threads());
        return (walk with { Observe = (name, tensor) => AddUnits(kernel, name, tensor) }, kernel);
    }

    void AddUnits(ActivationKernel kernel, string name, Tensor tensor)
    {
        if (!_units.Contains(name))
            return;
        using var scope = NewDisposeScope();
        var host = tensor.detach().to_type(float32).cpu().contiguous();
        kernel.Add(name, MemoryMarshal.Cast<byte, float>(host.bytes));
    }
}
