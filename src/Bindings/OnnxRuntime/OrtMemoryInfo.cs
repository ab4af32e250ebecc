using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public class OrtMemoryInfo : SafeHandle
{
    const int ArenaAllocator = 1;
    const int DefaultMemory = 0;

    static readonly Lazy<OrtMemoryInfo> Cpu = new(CreateCpu);

    OrtMemoryInfo(nint info) : base(0, ownsHandle: true) => SetHandle(info);

    public static OrtMemoryInfo DefaultInstance => Cpu.Value;

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    protected override unsafe bool ReleaseHandle()
    {
        OrtLibrary.Api->ReleaseMemoryInfo(handle);
        return true;
    }

    static unsafe OrtMemoryInfo CreateCpu()
    {
        nint info;
        OrtLibrary.Check(OrtLibrary.Api->CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &info));
        return new(info);
    }
}
