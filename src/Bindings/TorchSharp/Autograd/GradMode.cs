using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Switches this thread's gradient recording until it is disposed.</summary>
sealed class GradMode : IDisposable
{
    readonly int _before = NativeMethods.GradMode();

    internal GradMode(bool enabled) => NativeMethods.SetGradMode(enabled ? 1 : 0);

    public void Dispose() => NativeMethods.SetGradMode(_before);
}
