using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The loaded native library, its table of functions, and the translation of its errors.</summary>
static unsafe class OrtLibrary
{
    // The oldest version whose table holds every entry of ApiTable.
    const uint ApiVersion = 14;

    static readonly string[] FileNames =
        OperatingSystem.IsWindows() ? ["onnxruntime.dll"]
        : OperatingSystem.IsMacOS() ? ["libonnxruntime.1.dylib", "libonnxruntime.dylib"]
        : ["libonnxruntime.so.1", "libonnxruntime.so"];

    // Lazy hands on the exception as it is, where a static constructor would wrap it.
    static readonly Lazy<nint> Library = new(Load);
    static readonly Lazy<nint> Table = new(FindTable);

    public static ApiTable* Api => (ApiTable*)Table.Value;

    public static string Version => Text(((delegate* unmanaged<nint>)((nint*)Base())[1])());

    /// <summary>Finds a function that the library exports by name, outside the table.</summary>
    public static nint Export(string name) => NativeLibrary.GetExport(Library.Value, name);

    /// <summary>Throws what a call reported; a null status is success.</summary>
    public static void Check(nint status)
    {
        if (status == 0)
            return;
        var error = new OnnxRuntimeException((ErrorCode)Api->GetErrorCode(status), Text(Api->GetErrorMessage(status)));
        Api->ReleaseStatus(status);
        throw error;
    }

    public static string Text(nint utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";

    /// <summary>The text in UTF-8 with the terminating zero that C expects.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');

    static nint Base() => ((delegate* unmanaged<nint>)Export("OrtGetApiBase"))();

    static nint FindTable()
    {
        var table = ((delegate* unmanaged<uint, nint>)((nint*)Base())[0])(ApiVersion);
        return table != 0
            ? table
            : throw new NotSupportedException($"ONNX Runtime {Version} is too old: version 1.{ApiVersion} is needed.");
    }

    static nint Load()
    {
        foreach (var name in FileNames)
            if (NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, name), out var library))
                return library;
        foreach (var name in FileNames)
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), searchPath: null, out var library))
                return library;
        throw new DllNotFoundException(
            $"{FileNames[0]} is neither in {AppContext.BaseDirectory} nor on the system's library path: "
            + "run tools/setup, which installs it, and build again.");
    }
}
