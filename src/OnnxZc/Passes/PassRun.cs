using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Agreement;
using OnnxZc.Passes.Autograd;
using OnnxZc.Passes.Planning;
using OnnxZc.Passes.Runtime;
using TorchSharp;

namespace OnnxZc.Passes;

/// <summary>
/// The native side of scoring one model: the rebuilt network, both engines and their agreement. Every tensor that it
/// makes, and that proxies make of its results, lives until it is disposed.
/// </summary>
sealed class PassRun : IDisposable
{
    readonly int _threads;
    readonly long _mostCopied;
    readonly torch.Device? _device;
    readonly long? _memory;
    readonly Dictionary<PlannedPass, PassEstimate?> _estimates = new(ReferenceEqualityComparer.Instance);
    DisposeScope _scope = torch.NewDisposeScope();
    RunModel _model;
    Network? _network;
    TorchEngine? _torch;
    OrtEngine? _runtime;
    bool? _isDivisible;

    /// <param name="model">The model.</param>
    /// <param name="device">A libtorch device.</param>
    /// <param name="threads">Threads for each engine; 0 for all cores.</param>
    /// <param name="memory">Bytes that may be taken; null for no limit.</param>
    /// <param name="plan">All that will be run; null where that is not known.</param>
    /// <exception cref="ModelException">The network cannot be rebuilt or run.</exception>
    public PassRun(RunModel model, string device, int threads, long? memory = null, PassPlan? plan = null)
    {
        _memory = memory;

        // For the check alone, copies of the weights in ONNX Runtime's own layout cost more than they save.
        var isForChecks = plan is not null && plan.Passes.All(pass => pass.Engine != Engine.OnnxRuntime);
        _mostCopied = isForChecks ? 0 : RuntimeWeights.MostCopied;
        _threads = EngineThreads.Set(threads);
        _model = model;
        try
        {
            _device = DeviceOf(device);
            Build(model);
            _torch = new TorchEngine(_network!, model);
            Parity = ParityCheck.Compare(_network!, _runtime!, model.Batch, model.BatchForm != BatchForm.Fixed);
        }
        catch
        {
            // Nobody gets to dispose of what is half made, and its scope would go on collecting every later tensor.
            Dispose();
            throw;
        }
    }

    /// <summary>Agreement of the model that the run began with.</summary>
    public Parity Parity { get; }

    /// <summary>
    /// Goes on with other weights or another batch for the same nodes; what was computed before is freed. Does nothing
    /// where it has them already.
    /// </summary>
    /// <exception cref="ModelException">The network cannot be rebuilt.</exception>
    public void Turn(RunModel model)
    {
        if (_torch is not null && model.HasSameValues(_model))
            return;
        _scope.Dispose();
        _scope = torch.NewDisposeScope();
        _torch?.Dispose();
        _torch = null;
        if (_network?.Graph == model.Graph && _runtime is not null)
            _runtime.Turn(model);
        else
            Build(model);
        _torch = new TorchEngine(_network!, model);
        _model = model;
    }

    void Build(RunModel model)
    {
        _runtime?.Dispose();
        _network?.Dispose();
        (_network, _runtime) = (null, null);
        _network = new Network(model.Graph, _device!);
        _runtime = new OrtEngine(model, _threads, _mostCopied);
    }

    /// <summary>
    /// What a pass will cost, the same for every draw; null where the model has no samples to tell.
    /// </summary>
    public PassEstimate? Estimate(PlannedPass pass)
    {
        if (!_estimates.TryGetValue(pass, out var estimate))
            _estimates.Add(pass, estimate = Estimated(pass));
        return estimate;
    }

    PassEstimate? Estimated(PlannedPass pass)
    {
        try
        {
            return new PassEstimator(_model, _network!.Layers).Of(pass);
        }
        catch (ModelException)
        {
            // The pass fails for the same reason and says so.
            return null;
        }
    }

    /// <summary>
    /// In how many parts a batch had to run for want of memory; null where the whole batch did at once.
    /// </summary>
    public int? Parts { get; private set; }

    /// <summary>
    /// Runs a pass, unless it would take far more memory than is allowed; what fails, and why, is in the outcome. What
    /// comes to the same runs in parts of the batch where memory is scarce.
    /// </summary>
    public PassOutcome Run(PlannedPass pass)
    {
        if (_memory is not null && Estimate(pass)?.IsTight(_memory) == true && Partwise(pass, pass.Needs) is { } scarce)
        {
            PlannedPass rest = pass with { Needs = [.. pass.Needs.Except(scarce.Needs)] };
            return (rest.Needs.Length > 0 ? Run(rest, parts: 1) : PassOutcome.Of([])).Joined(RunInParts(scarce));
        }

        var outcome = Run(pass, parts: 1);
        var wanting = outcome.Errors.Where(pair => pair.Value is EngineMemoryException).Select(pair => pair.Key);
        return Partwise(pass, wanting) is { } again ? outcome.Joined(RunInParts(again)) : outcome;
    }

    // Null where none of the needs comes to the same.
    PlannedPass? Partwise(PlannedPass pass, IEnumerable<PassNeed> needs)
    {
        if (pass.Engine != Engine.Torch || _model.Samples == 1)
            return null;
        PassNeed[] served = [.. needs.Where(need => PartwiseRun.Serves(_model, need))];
        return served.Length > 0 && (_isDivisible ??= IsDivisible()) ? pass with { Needs = [.. served] } : null;
    }

    // Whether samples go through alone as they do together; of a rewritten batch this is proven before.
    bool IsDivisible()
    {
        if (_model.BatchForm != BatchForm.Dynamic)
            return true;
        try
        {
            return _model.Samples >= BatchProof.Samples && BatchProof.Doubt(_model, _model.Batch, _threads) is null;
        }
        catch (Exception error) when (EngineError.IsKnown(error))
        {
            return false;
        }
    }

    PassOutcome RunInParts(PlannedPass pass)
    {
        for (var parts = Math.Max(2, Parts ?? 0); ; parts *= 2)
        {
            parts = Math.Min(parts, _model.Samples);
            var isLast = parts == _model.Samples;
            if (!isLast && Estimate(pass)?.InParts(parts).IsTight(_memory) == true)
                continue;
            var outcome = Run(pass, parts);
            if (!isLast && outcome.Errors.Values.Any(error => error is EngineMemoryException))
                continue;
            if (outcome.Kept.Count > 0)
                Parts = parts;
            return outcome;
        }
    }

    PassOutcome Run(PlannedPass pass, int parts)
    {
        if (_memory is { } memory && Estimate(pass)?.InParts(parts) is { } estimate && estimate.IsFarBeyond(memory))
            return PassOutcome.Refused(pass, new EngineMemoryException(estimate.Excess(pass.ToString(), memory)));
        if (pass.Engine != Engine.Torch)
            return _runtime!.Run(pass);
        return parts == 1 ? _torch!.Run(pass) : _torch!.Run(pass, parts);
    }

    static int Devices() => torch.cuda.is_available() ? torch.cuda.device_count() : 0;

    static torch.Device DeviceOf(string name)
    {
        var device = torch.device(name);
        if (device.type == DeviceType.CUDA && Math.Max(0, device.index) >= Devices())
        {
            throw new ModelException(
                ModelErrorCode.EngineFailure,
                $"libtorch has no device '{name}' here: use --device cpu, or a libtorch built for CUDA (LIBTORCH)");
        }

        return device;
    }

    public void Dispose()
    {
        _runtime?.Dispose();
        _torch?.Dispose();
        _network?.Dispose();
        _scope.Dispose();
    }
}
