using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// The entries of ONNX Runtime's C API that are called here, each at its place in the table of function pointers.
/// The table only ever grows at its end, so a place once published stays.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
readonly unsafe struct ApiTable
{
    [FieldOffset(1 * 8)] public readonly delegate* unmanaged<nint, int> GetErrorCode;
    [FieldOffset(2 * 8)] public readonly delegate* unmanaged<nint, nint> GetErrorMessage;
    [FieldOffset(3 * 8)] public readonly delegate* unmanaged<int, byte*, nint*, nint> CreateEnv;
    [FieldOffset(7 * 8)] public readonly delegate* unmanaged<nint, byte*, nint, nint*, nint> CreateSession;

    [FieldOffset(8 * 8)]
    public readonly delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint> CreateSessionFromArray;

    [FieldOffset(9 * 8)]
    public readonly delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint> Run;

    [FieldOffset(10 * 8)] public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions;
    [FieldOffset(11 * 8)] public readonly delegate* unmanaged<nint, byte*, nint> SetOptimizedModelFilePath;
    [FieldOffset(13 * 8)] public readonly delegate* unmanaged<nint, int, nint> SetSessionExecutionMode;
    [FieldOffset(16 * 8)] public readonly delegate* unmanaged<nint, nint> EnableMemPattern;
    [FieldOffset(17 * 8)] public readonly delegate* unmanaged<nint, nint> DisableMemPattern;
    [FieldOffset(18 * 8)] public readonly delegate* unmanaged<nint, nint> EnableCpuMemArena;
    [FieldOffset(19 * 8)] public readonly delegate* unmanaged<nint, nint> DisableCpuMemArena;
    [FieldOffset(22 * 8)] public readonly delegate* unmanaged<nint, int, nint> SetSessionLogSeverityLevel;
    [FieldOffset(23 * 8)] public readonly delegate* unmanaged<nint, int, nint> SetSessionGraphOptimizationLevel;
    [FieldOffset(24 * 8)] public readonly delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads;
    [FieldOffset(25 * 8)] public readonly delegate* unmanaged<nint, int, nint> SetInterOpNumThreads;
    [FieldOffset(30 * 8)] public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount;
    [FieldOffset(31 * 8)] public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount;
    [FieldOffset(33 * 8)] public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetInputTypeInfo;
    [FieldOffset(34 * 8)] public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetOutputTypeInfo;
    [FieldOffset(36 * 8)] public readonly delegate* unmanaged<nint, nuint, nint, nint*, nint> SessionGetInputName;
    [FieldOffset(37 * 8)] public readonly delegate* unmanaged<nint, nuint, nint, nint*, nint> SessionGetOutputName;
    [FieldOffset(39 * 8)] public readonly delegate* unmanaged<nint*, nint> CreateRunOptions;
    [FieldOffset(41 * 8)] public readonly delegate* unmanaged<nint, int, nint> RunOptionsSetRunLogSeverityLevel;
    [FieldOffset(46 * 8)] public readonly delegate* unmanaged<nint, nint> RunOptionsSetTerminate;
    [FieldOffset(47 * 8)] public readonly delegate* unmanaged<nint, nint> RunOptionsUnsetTerminate;

    [FieldOffset(48 * 8)]
    public readonly delegate* unmanaged<nint, long*, nuint, int, nint*, nint> CreateTensorAsOrtValue;

    [FieldOffset(49 * 8)]
    public readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>
        CreateTensorWithDataAsOrtValue;

    [FieldOffset(51 * 8)] public readonly delegate* unmanaged<nint, void**, nint> GetTensorMutableData;
    [FieldOffset(55 * 8)] public readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToTensorInfo;
    [FieldOffset(56 * 8)] public readonly delegate* unmanaged<nint, int*, nint> GetOnnxTypeFromTypeInfo;
    [FieldOffset(60 * 8)] public readonly delegate* unmanaged<nint, int*, nint> GetTensorElementType;
    [FieldOffset(61 * 8)] public readonly delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount;
    [FieldOffset(62 * 8)] public readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions;
    [FieldOffset(63 * 8)] public readonly delegate* unmanaged<nint, nint*, nuint, nint> GetSymbolicDimensions;
    [FieldOffset(64 * 8)] public readonly delegate* unmanaged<nint, nuint*, nint> GetTensorShapeElementCount;
    [FieldOffset(65 * 8)] public readonly delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape;
    [FieldOffset(67 * 8)] public readonly delegate* unmanaged<nint, int*, nint> GetValueType;
    [FieldOffset(69 * 8)] public readonly delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo;
    [FieldOffset(76 * 8)] public readonly delegate* unmanaged<nint, nint, nint> AllocatorFree;
    [FieldOffset(78 * 8)] public readonly delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions;
    [FieldOffset(92 * 8)] public readonly delegate* unmanaged<nint, void> ReleaseEnv;
    [FieldOffset(93 * 8)] public readonly delegate* unmanaged<nint, void> ReleaseStatus;
    [FieldOffset(94 * 8)] public readonly delegate* unmanaged<nint, void> ReleaseMemoryInfo;
    [FieldOffset(95 * 8)] public readonly delegate* unmanaged<nint, void> ReleaseSession;
    [FieldOffset(96 * 8)] public readonly delegate* unmanaged<nint, void> ReleaseValue;
    [FieldOffset(97 * 8)] public readonly delegate* unmanaged<nint, void> ReleaseRunOptions;
    [FieldOffset(98 * 8)] public readonly delegate* unmanaged<nint, void> ReleaseTypeInfo;
    [FieldOffset(99 * 8)] public readonly delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo;
    [FieldOffset(100 * 8)] public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions;
    [FieldOffset(124 * 8)] public readonly delegate* unmanaged<nint, byte*, long, nint> AddFreeDimensionOverrideByName;
    [FieldOffset(125 * 8)] public readonly delegate* unmanaged<nint**, int*, nint> GetAvailableProviders;
    [FieldOffset(126 * 8)] public readonly delegate* unmanaged<nint*, int, nint> ReleaseAvailableProviders;
    [FieldOffset(130 * 8)] public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry;
    [FieldOffset(150 * 8)] public readonly delegate* unmanaged<nint, byte*, nint, nint> AddInitializer;
    [FieldOffset(165 * 8)] public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddRunConfigEntry;
}
