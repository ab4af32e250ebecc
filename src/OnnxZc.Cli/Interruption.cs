using System.Runtime.InteropServices;

namespace OnnxZc.Cli;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a wish to stop after the current model; the second one ends the process.
/// </summary>
sealed class Interruption : IDisposable
{
    const int Interrupt = 2;
    const int Terminate = 15;

    readonly PosixSignalRegistration _interrupt;
    readonly PosixSignalRegistration _terminate;
    int _signal;

    /// <summary>Begins to listen.</summary>
    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Catch(context, Interrupt));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Catch(context, Terminate));
    }

    /// <summary>The number of the signal that came, or null.</summary>
    public int? Signal => Volatile.Read(ref _signal) is > 0 and var signal ? signal : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    void Catch(PosixSignalContext context, int signal) =>
        context.Cancel = Interlocked.CompareExchange(ref _signal, signal, 0) == 0;
}
