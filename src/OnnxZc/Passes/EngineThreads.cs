using TorchSharp;

namespace OnnxZc.Passes;

/// <summary>How many threads the native engines take.</summary>
static class EngineThreads
{
    /// <summary>Has libtorch use the threads asked for; 0 asks for all cores.</summary>
    /// <returns>How many that are.</returns>
    public static int Set(int asked)
    {
        // libtorch's own default is one thread where its build does not ask the machine.
        var threads = asked > 0 ? asked : Environment.ProcessorCount;
        torch.set_num_threads(threads);
        return threads;
    }
}
