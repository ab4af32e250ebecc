using System.Security.Cryptography;
using Google.Protobuf;
using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>The bytes of a model file as protobuf objects.</summary>
/// <param name="Model">The parsed file.</param>
/// <param name="Hash">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Length">The number of bytes.</param>
sealed record OnnxContainer(ModelProto Model, string Hash, long Length)
{
    static readonly MessageParser<ModelProto> Parser = ModelProto.Parser.WithDiscardUnknownFields(true);

    /// <summary>Recognises, bounds, hashes and parses a file, all through one handle.</summary>
    /// <exception cref="ModelException">The file is not there, not ONNX, damaged, or beyond a limit.</exception>
    public static OnnxContainer Open(string path, ReadLimits limits)
    {
        using var file = RegularFile.Open(path);
        return Read(file, limits);
    }

    /// <summary>Reads an open file, and refuses one that was written to meanwhile: its bounds would not hold.</summary>
    /// <exception cref="ModelException">As with <see cref="Open"/>.</exception>
    public static OnnxContainer Read(FileStream file, ReadLimits limits)
    {
        var version = FileVersion.Of(file.SafeFileHandle);
        try
        {
            var container = Bounded(file, limits);
            return version == FileVersion.Of(file.SafeFileHandle) ? container : throw Changed();
        }
        catch (ModelException torn) when (version != FileVersion.Of(file.SafeFileHandle))
        {
            throw Changed(torn);
        }
        catch (IOException failed)
        {
            throw new ModelException(ModelErrorCode.FileUnreadable, $"cannot read the file: {failed.Message}", failed);
        }
    }

    static ModelException Changed(Exception? torn = null) => new(
        ModelErrorCode.FileUnreadable, "the file changed while it was read; try again when it is complete", torn);

    static OnnxContainer Bounded(FileStream file, ReadLimits limits)
    {
        if (file.Length > limits.MaxFileBytes)
        {
            throw new ModelException(
                ModelErrorCode.TooLarge,
                $"the file has {file.Length} bytes, the limit is {limits.MaxFileBytes}; move weights to external data");
        }

        var head = new byte[FileSignature.HeadBytes];
        FileSignature.Check(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
        file.Position = 0;
        new WireScan(file, limits).Run();
        file.Position = 0;
        return Parse(file, limits);
    }

    static OnnxContainer Parse(FileStream file, ReadLimits limits)
    {
        using var sha = SHA256.Create();
        using var hashed = new CryptoStream(file, sha, CryptoStreamMode.Read, leaveOpen: true);
        using var input = CodedInputStream.CreateWithLimits(hashed, limits.MaxFileBytes, limits.MaxDepth + 10);
        try
        {
            var model = Parser.ParseFrom(input);
            hashed.CopyTo(Stream.Null);
            return new(model, Convert.ToHexStringLower(sha.Hash!), file.Length);
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new ModelException(
                ModelErrorCode.Malformed,
                $"the file is not an ONNX model, or is damaged before offset {file.Position}: "
                + $"{damaged.Message.TrimEnd('.')}; copy or download it again",
                damaged);
        }
    }
}
