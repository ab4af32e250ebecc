using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public class SessionOptions : SafeHandle
{
    public unsafe SessionOptions() : base(0, ownsHandle: true)
    {
        nint options;
        OrtLibrary.Check(OrtLibrary.Api->CreateSessionOptions(&options));
        SetHandle(options);
        OrtEnv.Instance();
    }

    public override bool IsInvalid => handle == 0;

    public unsafe GraphOptimizationLevel GraphOptimizationLevel
    {
        get;
        set => Set(OrtLibrary.Api->SetSessionGraphOptimizationLevel(handle, (int)value), out field, value);
    } = GraphOptimizationLevel.ORT_ENABLE_ALL;

    public unsafe ExecutionMode ExecutionMode
    {
        get;
        set => Set(OrtLibrary.Api->SetSessionExecutionMode(handle, (int)value), out field, value);
    } = ExecutionMode.ORT_SEQUENTIAL;

    public unsafe int IntraOpNumThreads
    {
        get;
        set => Set(OrtLibrary.Api->SetIntraOpNumThreads(handle, value), out field, value);
    }

    public unsafe int InterOpNumThreads
    {
        get;
        set => Set(OrtLibrary.Api->SetInterOpNumThreads(handle, value), out field, value);
    }

    public unsafe OrtLoggingLevel LogSeverityLevel
    {
        get;
        set => Set(OrtLibrary.Api->SetSessionLogSeverityLevel(handle, (int)value), out field, value);
    } = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    public unsafe bool EnableMemoryPattern
    {
        get;
        set => Set(
            value ? OrtLibrary.Api->EnableMemPattern(handle) : OrtLibrary.Api->DisableMemPattern(handle),
            out field,
            value);
    } = true;

    public unsafe bool EnableCpuMemArena
    {
        get;
        set => Set(
            value ? OrtLibrary.Api->EnableCpuMemArena(handle) : OrtLibrary.Api->DisableCpuMemArena(handle),
            out field,
            value);
    } = true;

    public unsafe string OptimizedModelFilePath
    {
        get;
        set
        {
            fixed (byte* path = OrtLibrary.Utf8(value))
                Set(OrtLibrary.Api->SetOptimizedModelFilePath(handle, path), out field, value);
        }
    } = "";

    internal nint Handle => handle;

    public unsafe void AddSessionConfigEntry(string configKey, string configValue)
    {
        fixed (byte* key = OrtLibrary.Utf8(configKey), value = OrtLibrary.Utf8(configValue))
            OrtLibrary.Check(OrtLibrary.Api->AddSessionConfigEntry(handle, key, value));
    }

    /// <summary>
    /// Takes the place of the initializer of that name. The value, and the memory under it, must outlive every session
    /// made with these options.
    /// </summary>
    public unsafe void AddInitializer(string name, OrtValue ortValue)
    {
        fixed (byte* utf8 = OrtLibrary.Utf8(name))
            OrtLibrary.Check(OrtLibrary.Api->AddInitializer(handle, utf8, ortValue.Handle));
    }

    public unsafe void AddFreeDimensionOverrideByName(string dimName, long dimValue)
    {
        fixed (byte* name = OrtLibrary.Utf8(dimName))
            OrtLibrary.Check(OrtLibrary.Api->AddFreeDimensionOverrideByName(handle, name, dimValue));
    }

    public unsafe void AppendExecutionProvider_CUDA(int deviceId = 0)
    {
        var append = (delegate* unmanaged<nint, int, nint>)OrtLibrary.Export(
            "OrtSessionOptionsAppendExecutionProvider_CUDA");
        OrtLibrary.Check(append(handle, deviceId));
    }

    protected override unsafe bool ReleaseHandle()
    {
        OrtLibrary.Api->ReleaseSessionOptions(handle);
        return true;
    }

    static void Set<T>(nint status, out T field, T value)
    {
        OrtLibrary.Check(status);
        field = value;
    }
}
