using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public class RunOptions : SafeHandle
{
    public unsafe RunOptions() : base(0, ownsHandle: true)
    {
        nint options;
        OrtLibrary.Check(OrtLibrary.Api->CreateRunOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    public unsafe OrtLoggingLevel LogSeverityLevel
    {
        get;
        set
        {
            OrtLibrary.Check(OrtLibrary.Api->RunOptionsSetRunLogSeverityLevel(handle, (int)value));
            field = value;
        }
    } = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    public unsafe bool Terminate
    {
        get;
        set
        {
            OrtLibrary.Check(value
                ? OrtLibrary.Api->RunOptionsSetTerminate(handle)
                : OrtLibrary.Api->RunOptionsUnsetTerminate(handle));
            field = value;
        }
    }

    internal nint Handle => handle;

    public unsafe void AddRunConfigEntry(string configKey, string configValue)
    {
        fixed (byte* key = OrtLibrary.Utf8(configKey), value = OrtLibrary.Utf8(configValue))
            OrtLibrary.Check(OrtLibrary.Api->AddRunConfigEntry(handle, key, value));
    }

    protected override unsafe bool ReleaseHandle()
    {
        OrtLibrary.Api->ReleaseRunOptions(handle);
        return true;
    }
}
