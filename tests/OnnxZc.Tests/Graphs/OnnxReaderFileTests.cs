using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Graphs;

public sealed partial class OnnxReaderFileTests : IDisposable
{
    static readonly byte[] Good = Protos.Model().ToByteArray();

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_GoodFile_TellsHashSizeVersionAndProducer()
    {
        var file = OnnxReader.Read(_folder.Write("a.onnx", Good));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Good)), file.FileHash);
        Assert.Equal((Good.Length, 8, "test 1.0"), (file.FileSize, file.IrVersion, file.Producer));
    }

    [Fact]
    public void Read_FileOpenForReadingElsewhere_IsShared()
    {
        var path = _folder.Write("a.onnx", Good);
        using var other = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Assert.Equal(path, OnnxReader.Read(path).Path);
    }

    [Fact]
    public void Read_NameWithNewlineQuoteAndEscape_IsRead() =>
        Assert.Equal(2, OnnxReader.Read(_folder.Write("a\n'\"\u001b[31m.onnx", Good)).Graph.Nodes.Length);

    [Fact]
    public void Read_MissingFile_IsFileNotFound() =>
        Assert.Equal(ModelErrorCode.FileNotFound, Refused(_folder.PathOf("none.onnx")).Code);

    [Fact]
    public void Read_DanglingLink_IsFileNotFound()
    {
        File.CreateSymbolicLink(_folder.PathOf("link.onnx"), "none.onnx");
        Assert.Equal(ModelErrorCode.FileNotFound, Refused(_folder.PathOf("link.onnx")).Code);
    }

    [Fact]
    public void Read_LinksInALoop_IsUnreadable()
    {
        File.CreateSymbolicLink(_folder.PathOf("a.onnx"), "b.onnx");
        File.CreateSymbolicLink(_folder.PathOf("b.onnx"), "a.onnx");
        Assert.Equal(ModelErrorCode.FileUnreadable, Refused(_folder.PathOf("a.onnx")).Code);
    }

    [Fact]
    public void Read_Folder_IsUnreadableAndSaysFolder()
    {
        var error = Refused(_folder.Root);
        Assert.Equal(ModelErrorCode.FileUnreadable, error.Code);
        Assert.Contains("folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyPath_IsUnreadable() => Assert.Equal(ModelErrorCode.FileUnreadable, Refused("").Code);

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/proc/self/mem")]
    public void Read_Device_IsRefusedWithoutReading(string path)
    {
        if (File.Exists(path))
            Assert.Equal(ModelErrorCode.EmptyFile, Refused(path).Code);
    }

    [Fact]
    public void Read_PipeThatNobodyWritesTo_IsRefusedWithoutWaiting()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Process.Start("mkfifo", _folder.PathOf("pipe.onnx")).WaitForExit();
        File.CreateSymbolicLink(_folder.PathOf("link.onnx"), "pipe.onnx");
        Assert.Equal(ModelErrorCode.EmptyFile, Refused(_folder.PathOf("pipe.onnx")).Code);
        Assert.Equal(ModelErrorCode.EmptyFile, Refused(_folder.PathOf("link.onnx")).Code);
    }

    [Fact]
    public void Read_NoPermission_IsUnreadable()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var path = _folder.Write("a.onnx", Good);
        File.SetUnixFileMode(_folder.Root, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(path, UnixFileMode.None);
        ModelErrorCode? code = null;
        var nobody = new Thread(() =>
        {
            _ = FileSystemUser(65534);
            code = (Record.Exception(() => OnnxReader.Read(path)) as ModelException)?.Code;
        });
        nobody.Start();
        nobody.Join();
        Assert.Equal(ModelErrorCode.FileUnreadable, code);
    }

    public static TheoryData<ModelErrorCode, byte[], string> NotModels() => new()
    {
        { ModelErrorCode.EmptyFile, [], "empty" },
        { ModelErrorCode.LfsPointer, "version https://git-lfs.github.com/spec/v1\n"u8.ToArray(), "git lfs pull" },
        { ModelErrorCode.NotOnnx, "<!DOCTYPE html><html>login</html>"u8.ToArray(), "HTML" },
        { ModelErrorCode.NotOnnx, "\n <html>"u8.ToArray(), "HTML" },
        { ModelErrorCode.NotOnnx, "{\"irVersion\": 8}"u8.ToArray(), "JSON" },
        { ModelErrorCode.NotOnnx, "ir_version: 8\n"u8.ToArray(), "text form" },
        { ModelErrorCode.NotOnnx, "import torch\n"u8.ToArray(), "text" },
        { ModelErrorCode.NotOnnx, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("model")], "UTF-16" },
        { ModelErrorCode.NotOnnx, Zip(), "zip" },
        { ModelErrorCode.NotOnnx, GZip(), "gzip" },
        { ModelErrorCode.NotOnnx, [.. new byte[257], .. "ustar\0"u8, .. new byte[249]], "tar" },
        { ModelErrorCode.NotOnnx, [0x80, 0x02, 0x8A, 0x0A, 0x6C], "pickle" },
        { ModelErrorCode.NotOnnx, [0x40, 0, 0, 0, 0, 0, 0, 0, .. "{\"w\":{}}"u8], "safetensors" },
        { ModelErrorCode.NotOnnx, [0x18, 0, 0, 0, .. "ORTM"u8, 0, 0], "ONNX Runtime" },
        { ModelErrorCode.NotOnnx, [0x1C, 0, 0, 0, .. "TFL3"u8, 0, 0], "TensorFlow Lite" },
        { ModelErrorCode.Malformed, [0x08], "cut at offset 1" },
        { ModelErrorCode.Malformed, [0x00], "damaged at offset 0" },
        { ModelErrorCode.Malformed, [0x08, 0x08], "no operator set" },
        { ModelErrorCode.Malformed, [0x08, .. Enumerable.Repeat((byte)0xFF, 10), 1], "more than 10 bytes" },
        { ModelErrorCode.Malformed, [0x08, 8, 0x3A, .. Enumerable.Repeat((byte)0xFF, 9), 1], "cut at offset 2" },
        { ModelErrorCode.Malformed, [0x08, 8, 0x3A, .. Enumerable.Repeat((byte)0x80, 9), 1], "cut at offset 2" },
        { ModelErrorCode.Malformed, [0x08, 8, 0x3A, 0x80, 0x80, 0x80, 0x80, 8, 1], "cut at offset 2" },
        { ModelErrorCode.Malformed, [0x08, 8, 0x3A, 4, 0x0A, 3, 0, 0, 0x42, 0], "damaged at offset 4" },
        { ModelErrorCode.Malformed, [0x08, 8, 0x0B, 0x0C], "wire type 3" },
        { ModelErrorCode.Malformed, [0x08, 8, 0x0C], "wire type 4" },
        { ModelErrorCode.Malformed, [0x08, 8, 0x0E], "wire type 6" },
    };

    [Theory]
    [MemberData(nameof(NotModels))]
    public void Read_NotAModel_SaysWhatItIs(ModelErrorCode code, byte[] bytes, string words)
    {
        var error = Protos.Refused(bytes);
        Assert.Equal(code, error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Read_EveryProperPrefix_IsRefusedAsModelError()
    {
        for (var length = 0; length < Good.Length; length++)
            Assert.True(Protos.Refused(Good[..length]).Code is ModelErrorCode.Malformed or ModelErrorCode.EmptyFile);
    }

    [Fact]
    public void Read_AnyByteChanged_IsReadOrRefusedAsModelError()
    {
        var noise = new RandomStream("damage");
        for (var i = 0; i < 1500; i++)
        {
            var bytes = Good.ToArray();
            bytes[noise.Word(2 * i) % (ulong)bytes.Length] = (byte)noise.Word((2 * i) + 1);
            if (Record.Exception(() => Protos.ReadFile(bytes)) is { } error)
                Assert.True(error is ModelException, error.ToString());
        }
    }

    [Fact]
    public void Read_UnknownFields_AreSkipped() =>
        Assert.Equal(2, Protos.ReadFile([.. Good, 0xFA, 0x7F, 3, 1, 2, 3]).Graph.Nodes.Length);

    [Fact]
    public void Read_SingularFieldTwice_TheLastCounts() =>
        Assert.Equal(7, Protos.ReadFile([.. Good, 0x08, 7]).IrVersion);

    [Fact]
    public void Read_FileOverTheLimit_IsTooLarge() =>
        Assert.Equal(ModelErrorCode.TooLarge, Protos.Refused(Good, new() { MaxFileBytes = Good.Length - 1 }).Code);

    [Fact]
    public void Read_SparseFileOfThreeGibibytes_IsTooLargeWithoutReading()
    {
        using (var file = File.Create(_folder.PathOf("big.onnx")))
            file.SetLength(3L << 30);
        Assert.Equal(ModelErrorCode.TooLarge, Refused(_folder.PathOf("big.onnx")).Code);
    }

    // As whom the calling thread opens files: root may open every one.
    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int FileSystemUser(int user);

    ModelException Refused(string path) => Assert.Throws<ModelException>(() => OnnxReader.Read(path));

    static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("data.pkl");
        return bytes.ToArray();
    }

    static byte[] GZip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(Good);
        return bytes.ToArray();
    }
}
