using System.Text;

namespace OnnxZc.Graphs.Files;

/// <summary>Recognises by its first bytes what is often handed over in place of an ONNX model.</summary>
static class FileSignature
{
    /// <summary>How many bytes of the beginning <see cref="Check"/> wants, where the file has them.</summary>
    public const int HeadBytes = 512;

    /// <summary>Refuses what is certainly not an ONNX model, and says what it is.</summary>
    /// <exception cref="ModelException">A Git LFS pointer, text, an archive, or another framework's file.</exception>
    public static void Check(ReadOnlySpan<byte> head)
    {
        if (IsLfsPointer(head))
        {
            throw new ModelException(
                ModelErrorCode.LfsPointer,
                "the file is a Git LFS pointer, not the model itself; run 'git lfs pull'");
        }

        var found = Binary(head) ?? Text(head);
        if (found is not null)
            throw new ModelException(ModelErrorCode.NotOnnx, $"the file is not an ONNX model but {found}");
    }

    /// <summary>Whether a file is a Git LFS pointer, by its first bytes.</summary>
    public static bool IsLfsPointer(ReadOnlySpan<byte> head) =>
        head.StartsWith("version https://git-lfs.github.com/"u8);

    static string? Binary(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] => "a zip archive or PyTorch checkpoint; unpack it or export it",
        [0x1F, 0x8B, ..] => "gzip-compressed; unpack it first",
        [(byte)'B', (byte)'Z', (byte)'h', ..] => "bzip2-compressed; unpack it first",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "xz-compressed; unpack it first",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "a 7z archive; unpack it first",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "Zstandard-compressed; unpack it first",
        [0x80, >= 2 and <= 5, ..] => "a Python pickle (a PyTorch checkpoint); export it with torch.onnx.export",
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "an HDF5 file (Keras); export it with tf2onnx",
        [_, _, _, _, (byte)'T', (byte)'F', (byte)'L', _, ..] => "a TensorFlow Lite model; convert it with tf2onnx",
        [_, _, _, _, (byte)'O', (byte)'R', (byte)'T', _, ..] => "ONNX Runtime's own format; use its .onnx original",
        [_, _, _, _, _, 0, 0, 0, (byte)'{', (byte)'"', ..] => "a safetensors file; it has weights and no network",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16 text; name the .onnx file itself",
        _ when head.Length > 262 && head[257..].StartsWith("ustar"u8) => "a tar archive; unpack it first",
        _ => null,
    };

    static string? Text(ReadOnlySpan<byte> head)
    {
        if (head.ContainsAnyInRange((byte)0, (byte)8) || head.ContainsAnyInRange((byte)14, (byte)31))
            return null;
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text switch
        {
            ['{' or '[', ..] => "JSON; save the model in ONNX's binary form",
            ['<', '!' or 'h' or 'H', ..] => "an HTML page; download the file itself (its raw form)",
            _ when text.Contains("ir_version:", StringComparison.Ordinal) =>
                "ONNX's text form; save it in the binary form",
            _ => "text; name the .onnx file itself",
        };
    }
}
