using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Agreement;
using OnnxZc.Passes.Runtime;
using TorchSharp;

namespace OnnxZc.Passes;

/// <summary>
/// The native side of scoring one model: the rebuilt network, both engines and their agreement. Every tensor that it
/// makes, and that proxies make of its results, lives until it is disposed.
/// </summary>
sealed class PassRun : IDisposable
{
    readonly DisposeScope _scope = torch.NewDisposeScope();
    readonly Network? _network;
    readonly TorchEngine? _torch;
    readonly OrtEngine? _runtime;

    /// <param name="model">The model.</param>
    /// <param name="device">A libtorch device.</param>
    /// <param name="threads">Threads for each engine; 0 for all cores.</param>
    /// <exception cref="ModelException">The network cannot be rebuilt or run.</exception>
    public PassRun(RunModel model, string device, int threads)
    {
        threads = EngineThreads.Set(threads);
        try
        {
            _network = new Network(model.Graph, DeviceOf(device));
            _torch = new TorchEngine(_network, model);
            _runtime = new OrtEngine(model, threads);
            Parity = ParityCheck.Compare(_network, _runtime, model.Batch, model.BatchForm != BatchForm.Fixed);
        }
        catch
        {
            // Nobody gets to dispose of what is half made, and its scope would go on collecting every later tensor.
            Dispose();
            throw;
        }
    }

    public Parity Parity { get; }

    public PassResult Run(PlannedPass pass) =>
        pass.Engine == Engine.Torch ? _torch!.Run(pass) : _runtime!.Run(pass);

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
