using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Files;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Hostility;

public sealed class ChangingFileTests : IDisposable
{
    static readonly byte[] Good = Protos.Model().ToByteArray();

    readonly TempFolder _folder = new();
    readonly string _path;

    public ChangingFileTests()
    {
        _path = _folder.Write("model.onnx", Good);
        File.SetLastWriteTimeUtc(_path, DateTime.UnixEpoch);
    }

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, Action<FileStream>> Changes() => new()
    {
        { "grows by a node", file => Append(file, new ModelProto { Graph = new() { Node = { new NodeProto() } } }) },
        { "grows by nothing that counts", file => Append(file, new ModelProto { DocString = "more" }) },
        { "shrinks", file => file.SetLength(Good.Length / 2) },
        { "is emptied", file => file.SetLength(0) },
        { "is overwritten", file => file.Write(new byte[Good.Length]) },
        { "is overwritten by itself", file => file.Write(Good) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Model_ThatChangesWhileItIsRead_IsRefused(string what, Action<FileStream> change)
    {
        var error = Assert.Throws<ModelException>(() => Read(() => Write(_path, change)));
        Assert.Equal((ModelErrorCode.FileUnreadable, what), (error.Code, what));
        Assert.Contains("changed while it was read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_ReplacedWhileItIsRead_IsTheOldOne()
    {
        var other = _folder.Write("other.onnx", [0]);
        var container = Read(() => File.Move(other, _path, overwrite: true));
        Assert.Equal((2, Good.Length), (container.Model.Graph.Node.Count, container.Length));
    }

    [Fact]
    public void Model_DeletedWhileItIsRead_IsTheOldOne() =>
        Assert.Equal(2, Read(() => File.Delete(_path)).Model.Graph.Node.Count);

    [Theory]
    [MemberData(nameof(Changes))]
    public void Weights_ThatChangeAfterTheyAreOpened_AreRefused(string what, Action<FileStream> change)
    {
        using var weights = new ExternalFile("model.onnx", Open(_path));
        Assert.Equal(Good[..8], weights.Read(0, 8));
        Write(_path, change);
        var error = Assert.Throws<ModelException>(() => weights.Read(8, 8));
        Assert.Equal((ModelErrorCode.ExternalData, what), (error.Code, what));
    }

    OnnxContainer Read(Action happening)
    {
        using var file = new RestlessFile(_path, happening);
        return OnnxContainer.Read(file, ReadLimits.Default);
    }

    static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    static void Write(string path, Action<FileStream> change)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        change(file);
    }

    static void Append(FileStream file, ModelProto more)
    {
        file.Position = file.Length;
        file.Write(more.ToByteArray());
    }
}
