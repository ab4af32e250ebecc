using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public class InferenceSession : IDisposable
{
    readonly Dictionary<string, NodeMetadata> inputs = [];
    readonly Dictionary<string, NodeMetadata> outputs = [];
    readonly List<string> inputNames = [];
    readonly List<string> outputNames = [];
    readonly Dictionary<string, nint> nativeNames = [];
    nint handle;

    public InferenceSession(string modelPath) : this(modelPath, Defaults.Options)
    {
    }

    public InferenceSession(byte[] model) : this(model, Defaults.Options)
    {
    }

    public unsafe InferenceSession(string modelPath, SessionOptions options)
    {
        nint session;
        fixed (byte* path = OrtLibrary.Utf8(modelPath))
            OrtLibrary.Check(OrtLibrary.Api->CreateSession(
                OrtEnv.Instance().Handle, path, options.Handle, &session));
        GC.KeepAlive(options);
        Adopt(session);
    }

    public unsafe InferenceSession(byte[] model, SessionOptions options)
    {
        nint session;
        fixed (byte* bytes = model)
            OrtLibrary.Check(OrtLibrary.Api->CreateSessionFromArray(
                OrtEnv.Instance().Handle, bytes, (nuint)model.Length, options.Handle, &session));
        GC.KeepAlive(options);
        Adopt(session);
    }

    ~InferenceSession() => Dispose(disposing: false);

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => inputs;

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => outputs;

    public IReadOnlyList<string> InputNames => inputNames;

    public IReadOnlyList<string> OutputNames => outputNames;

    nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(InferenceSession));

    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions,
        IReadOnlyDictionary<string, OrtValue> inputs,
        IReadOnlyCollection<string> outputNames) =>
        Run(runOptions, [.. inputs.Keys], [.. inputs.Values], outputNames);

    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames)
    {
        var handles = new nint[outputNames.Count];
        RunNative(runOptions, inputNames, inputValues, outputNames, handles);
        var values = new DisposableList<OrtValue>(handles.Length);
        foreach (var value in handles)
            values.Add(new(value));
        return values;
    }

    public void Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue> outputValues)
    {
        RequireEqual(outputNames.Count, outputValues.Count, nameof(outputValues));
        nint[] handles = [.. outputValues.Select(value => value.Handle)];
        RunNative(runOptions, inputNames, inputValues, outputNames, handles);
        GC.KeepAlive(outputValues);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual unsafe void Dispose(bool disposing)
    {
        var session = Interlocked.Exchange(ref handle, 0);
        if (session == 0)
            return;
        OrtLibrary.Api->ReleaseSession(session);
        foreach (var name in nativeNames.Values)
            Marshal.FreeCoTaskMem(name);
    }

    static void RequireEqual(int names, int values, string argument)
    {
        if (names != values)
            throw new ArgumentException($"{names} names do not go with {values} values.", argument);
    }

    unsafe void RunNative(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        nint[] results)
    {
        RequireEqual(inputNames.Count, inputValues.Count, nameof(inputValues));
        var names = NativeNames(inputNames, inputs, "Input");
        var wanted = NativeNames(outputNames, outputs, "Output");
        nint[] values = [.. inputValues.Select(value => value.Handle)];
        fixed (nint* name = names, value = values, output = wanted, result = results)
            OrtLibrary.Check(OrtLibrary.Api->Run(
                Handle, runOptions.Handle, name, value, (nuint)names.Length, output, (nuint)wanted.Length, result));
        GC.KeepAlive(inputValues);
        GC.KeepAlive(runOptions);
        GC.KeepAlive(this);
    }

    nint[] NativeNames(IReadOnlyCollection<string> names, Dictionary<string, NodeMetadata> known, string kind) =>
    [
        .. names.Select(name => known.ContainsKey(name)
            ? nativeNames[name]
            : throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument, $"{kind} name: '{name}' is not in the metadata")),
    ];

    unsafe void Adopt(nint session)
    {
        handle = session;
        var api = OrtLibrary.Api;
        nuint count;
        OrtLibrary.Check(api->SessionGetInputCount(session, &count));
        Describe(count, api->SessionGetInputName, api->SessionGetInputTypeInfo, inputNames, inputs);
        OrtLibrary.Check(api->SessionGetOutputCount(session, &count));
        Describe(count, api->SessionGetOutputName, api->SessionGetOutputTypeInfo, outputNames, outputs);
    }

    unsafe void Describe(
        nuint count,
        delegate* unmanaged<nint, nuint, nint, nint*, nint> getName,
        delegate* unmanaged<nint, nuint, nint*, nint> getType,
        List<string> names,
        Dictionary<string, NodeMetadata> metadata)
    {
        var allocator = OrtAllocator.DefaultInstance.Pointer;
        for (nuint i = 0; i < count; i++)
        {
            nint utf8;
            nint type;
            OrtLibrary.Check(getName(handle, i, allocator, &utf8));
            var name = OrtLibrary.Text(utf8);
            OrtLibrary.Check(OrtLibrary.Api->AllocatorFree(allocator, utf8));
            OrtLibrary.Check(getType(handle, i, &type));
            names.Add(name);
            metadata[name] = new(type);
            OrtLibrary.Api->ReleaseTypeInfo(type);
            if (!nativeNames.ContainsKey(name))
                nativeNames[name] = Marshal.StringToCoTaskMemUTF8(name);
        }
    }

    static class Defaults
    {
        public static readonly SessionOptions Options = new();
    }
}
