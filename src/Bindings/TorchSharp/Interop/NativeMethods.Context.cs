using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

static unsafe partial class NativeMethods
{
    [LibraryImport(Shim, EntryPoint = "ozt_manual_seed")]
    internal static partial int ManualSeed(long value);

    [LibraryImport(Shim, EntryPoint = "ozt_cuda_manual_seed")]
    internal static partial int CudaManualSeed(long value, int all);

    [LibraryImport(Shim, EntryPoint = "ozt_cuda_count")]
    internal static partial int CudaCount();

    [LibraryImport(Shim, EntryPoint = "ozt_cuda_synchronize")]
    internal static partial int CudaSynchronize(int index);

    [LibraryImport(Shim, EntryPoint = "ozt_allow_tf32")]
    internal static partial int AllowTf32(int which, int value);

    [LibraryImport(Shim, EntryPoint = "ozt_generator_default")]
    internal static partial int DefaultGenerator(out nint result);

    [LibraryImport(Shim, EntryPoint = "ozt_generator_new")]
    internal static partial int NewGenerator(long seed, int deviceType, int deviceIndex, out nint result);

    [LibraryImport(Shim, EntryPoint = "ozt_generator_free")]
    internal static partial void FreeGenerator(nint generator);

    [LibraryImport(Shim, EntryPoint = "ozt_generator_seed")]
    internal static partial int SeedGenerator(nint generator, long seed);

    [LibraryImport(Shim, EntryPoint = "ozt_generator_initial_seed")]
    internal static partial long InitialSeed(nint generator);

    [LibraryImport(Shim, EntryPoint = "ozt_generator_state")]
    internal static partial int GeneratorState(nint generator, out nint result);

    [LibraryImport(Shim, EntryPoint = "ozt_generator_set_state")]
    internal static partial int SetGeneratorState(nint generator, nint state);

    [LibraryImport(Shim, EntryPoint = "ozt_threads")]
    internal static partial int Threads();

    [LibraryImport(Shim, EntryPoint = "ozt_threads_set")]
    internal static partial int SetThreads(int count);

    [LibraryImport(Shim, EntryPoint = "ozt_interop_threads")]
    internal static partial int InteropThreads();

    [LibraryImport(Shim, EntryPoint = "ozt_interop_threads_set")]
    internal static partial int SetInteropThreads(int count);
}
