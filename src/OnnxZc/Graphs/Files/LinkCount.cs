using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OnnxZc.Graphs.Files;

/// <summary>How many names an open file has. Elsewhere than on Linux it is taken for one.</summary>
static partial class LinkCount
{
    const int EmptyPath = 0x1000;
    const uint Links = 4;

    // statx(2): the one form of stat whose layout is the same on every processor.
    const int AnswerBytes = 256;
    const int LinksAt = 16;

    /// <summary>The number of hard links to the file.</summary>
    public static uint Of(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
            return 1;
        Span<byte> answer = stackalloc byte[AnswerBytes];
        return Ask(file, "", EmptyPath, Links, ref MemoryMarshal.GetReference(answer)) == 0
            ? BinaryPrimitives.ReadUInt32LittleEndian(answer[LinksAt..])
            : 1;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(SafeFileHandle folder, string path, int flags, uint mask, ref byte answer);
}
