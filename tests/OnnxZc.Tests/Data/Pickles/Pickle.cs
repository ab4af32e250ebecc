using System.Text;

namespace OnnxZc.Tests.Data.Pickles;

/// <summary>Writes pickles operation by operation (https://docs.python.org/3/library/pickletools.html).</summary>
static class Pickle
{
    public static byte[] Of(params byte[][] operations) =>
        [0x80, 2, .. operations.SelectMany(bytes => bytes), (byte)'.'];

    public static byte[] Global(string module, string name) => Encoding.ASCII.GetBytes($"c{module}\n{name}\n");

    /// <summary>Text as Python 2 writes it.</summary>
    public static byte[] OldText(string text) => [(byte)'U', (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    public static byte[] OldBytes(byte[] bytes) => [(byte)'T', .. BitConverter.GetBytes(bytes.Length), .. bytes];

    public static byte[] Int(int value) => [(byte)'J', .. BitConverter.GetBytes(value)];

    public static byte[] List(IEnumerable<byte[]> items) =>
        [(byte)']', (byte)'(', .. items.SelectMany(bytes => bytes), (byte)'e'];

    public static byte[] Map(params (string Key, byte[] Value)[] entries) =>
        [(byte)'}', (byte)'(', .. entries.SelectMany(e => OldText(e.Key).Concat(e.Value)), (byte)'u'];

    /// <summary>An array of uint8 as NumPy under Python 2 pickles it.</summary>
    public static byte[] Array(byte[] content, params int[] shape) => Array(content, "u1", false, shape);

    public static byte[] Array(byte[] content, string type, bool isFortran, int[] shape) =>
    [
        .. Global("numpy.core.multiarray", "_reconstruct"), .. Global("numpy", "ndarray"),
        .. Int(0), 0x85, .. OldText("b"), 0x87, (byte)'R',
        (byte)'(', .. Int(1), (byte)'(', .. shape.SelectMany(Int), (byte)'t',
        .. Global("numpy", "dtype"), .. OldText(type), .. Int(0), .. Int(1), 0x87, (byte)'R',
        (byte)'(', .. Int(3), .. OldText("|"), (byte)'N', (byte)'N', (byte)'N', .. Int(-1), .. Int(-1), .. Int(0),
        (byte)'t', (byte)'b',
        isFortran ? (byte)0x88 : (byte)0x89, .. OldBytes(content), (byte)'t', (byte)'b',
    ];
}
