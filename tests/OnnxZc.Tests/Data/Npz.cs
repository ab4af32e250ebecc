using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace OnnxZc.Tests.Data;

/// <summary>
/// Writes .npy and .npz bytes by NumPy's format description
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
/// </summary>
static class Npz
{
    public static byte[] Array<T>(string descr, string shape, T[] values, int version = 1, bool fortran = false)
        where T : unmanaged => Header(descr, shape, version, fortran, [.. MemoryMarshal.AsBytes<T>(values)]);

    public static byte[] Header(string descr, string shape, int version, bool fortran, byte[] content)
    {
        var text = $"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}";
        var lengthSize = version == 1 ? 2 : 4;
        var padding = 64 - ((8 + lengthSize + text.Length + 1) % 64);
        var header = Encoding.ASCII.GetBytes(text + new string(' ', padding) + "\n");
        var length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. header, .. content];
    }

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries) =>
        Zip(CompressionLevel.NoCompression, entries);
}
