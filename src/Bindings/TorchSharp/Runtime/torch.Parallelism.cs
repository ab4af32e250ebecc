using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static int get_num_threads() => NativeMethods.Threads();

    /// <summary>
    /// The threads of one operator, those of OpenBLAS included. Idle ones sleep instead of spinning, unless the process
    /// sets OMP_WAIT_POLICY itself.
    /// </summary>
    public static void set_num_threads(int num) => TorchError.Check(NativeMethods.SetThreads(num));

    public static int get_num_interop_threads() => NativeMethods.InteropThreads();

    /// <summary>The threads that run operators side by side; libtorch takes it once, before their first use.</summary>
    public static void set_num_interop_threads(int num) => TorchError.Check(NativeMethods.SetInteropThreads(num));
}
