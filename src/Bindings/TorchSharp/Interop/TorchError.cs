using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

static unsafe class TorchError
{
    /// <summary>Throws libtorch's error, an ExternalException whose message starts with the operator's name.</summary>
    internal static void Check(int code)
    {
        if (code != 0)
            throw new ExternalException(Marshal.PtrToStringUTF8((nint)NativeMethods.LastError()));
    }
}
