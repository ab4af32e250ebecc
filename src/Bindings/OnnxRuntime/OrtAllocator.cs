using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public class OrtAllocator : SafeHandle
{
    static readonly Lazy<OrtAllocator> Default = new(GetDefault);

    OrtAllocator(nint allocator) : base(0, ownsHandle: false) => SetHandle(allocator);

    public static OrtAllocator DefaultInstance => Default.Value;

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    // The default allocator belongs to the library.
    protected override bool ReleaseHandle() => true;

    static unsafe OrtAllocator GetDefault()
    {
        nint allocator;
        OrtLibrary.Check(OrtLibrary.Api->GetAllocatorWithDefaultOptions(&allocator));
        return new(allocator);
    }
}
