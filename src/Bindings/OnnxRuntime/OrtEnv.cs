using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public sealed class OrtEnv : SafeHandle
{
    static readonly Lazy<OrtEnv> Single = new(Create);
    static EnvironmentCreationOptions creationOptions;

    OrtEnv(nint env) : base(0, ownsHandle: true) => SetHandle(env);

    public static bool IsCreated => Single.IsValueCreated;

    public override bool IsInvalid => handle == 0;

    internal nint Handle => handle;

    public static OrtEnv Instance() => Single.Value;

    public static OrtEnv CreateInstanceWithOptions(ref EnvironmentCreationOptions options)
    {
        if (IsCreated)
            throw new OnnxRuntimeException(
                ErrorCode.RuntimeException, "The environment exists already, so options have no effect on it.");
        creationOptions = options;
        return Single.Value;
    }

    public string GetVersionString() => OrtLibrary.Version;

    public unsafe string[] GetAvailableProviders()
    {
        nint* names;
        int count;
        OrtLibrary.Check(OrtLibrary.Api->GetAvailableProviders(&names, &count));
        var providers = new string[count];
        for (var i = 0; i < count; i++)
            providers[i] = OrtLibrary.Text(names[i]);
        OrtLibrary.Check(OrtLibrary.Api->ReleaseAvailableProviders(names, count));
        return providers;
    }

    protected override unsafe bool ReleaseHandle()
    {
        OrtLibrary.Api->ReleaseEnv(handle);
        return true;
    }

    static unsafe OrtEnv Create()
    {
        nint env;
        var level = creationOptions.logLevel ?? OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
        var id = string.IsNullOrEmpty(creationOptions.logId) ? "OnnxRuntime" : creationOptions.logId;
        fixed (byte* name = OrtLibrary.Utf8(id))
            OrtLibrary.Check(OrtLibrary.Api->CreateEnv((int)level, name, &env));
        return new(env);
    }
}
