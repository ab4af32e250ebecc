using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Switches this thread's inference mode until it is disposed, on the same thread.</summary>
sealed class InferenceMode(bool mode) : IDisposable
{
    nint _guard = NativeMethods.EnterInferenceMode(mode ? 1 : 0);

    public void Dispose()
    {
        if (_guard != 0)
            NativeMethods.LeaveInferenceMode(_guard);
        _guard = 0;
    }
}
