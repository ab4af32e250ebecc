using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds libonnxzc_torch: beside the program, else where ONNXZC_TORCH_SHIM points.</summary>
static partial class ShimLoader
{
    internal const string Name = "onnxzc_torch";
    const string Variable = "ONNXZC_TORCH_SHIM";

    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(ShimLoader).Assembly, (name, _, _) => name == Name ? Load() : 0);

    static nint Load()
    {
        PreferSleepToSpin();
        var path = Candidates().FirstOrDefault(File.Exists) ?? throw new DllNotFoundException(
            $"The native library {FileName} is neither in {AppContext.BaseDirectory} nor named by {Variable}. "
            + "Run tools/setup to build it from the libtorch on this machine, then build again.");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException error)
        {
            throw new DllNotFoundException(
                $"{path} cannot be loaded: {error.Message} Run tools/setup to build it for this machine's libtorch.",
                error);
        }
    }

    static string FileName => OperatingSystem.IsMacOS() ? $"lib{Name}.dylib" : $"lib{Name}.so";

    static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            yield return Directory.Exists(named) ? Path.Combine(named, FileName) : named;
    }

    // Idle OpenMP and OpenBLAS threads spin by default, which starves the other workers of a sweep. The libraries read
    // these when they are loaded, from the process's own environment, which Environment.SetEnvironmentVariable misses.
    static void PreferSleepToSpin()
    {
        if (OperatingSystem.IsWindows())
            return;
        _ = SetVariable("OMP_WAIT_POLICY", "PASSIVE", 0);
        _ = SetVariable("OPENBLAS_THREAD_TIMEOUT", "4", 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
