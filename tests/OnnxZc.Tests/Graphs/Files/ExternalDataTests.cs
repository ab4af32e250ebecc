using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs.Files;

public sealed class ExternalDataTests : IDisposable
{
    static readonly byte[] Bytes = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OffsetAndLength_TakesThatPartOfTheFile()
    {
        _folder.Write("m/w.data", Bytes);
        Assert.Equal(Bytes[4..12], Read(("location", "w.data"), ("offset", "4"), ("length", "8")));
        Assert.Equal(Bytes[..8], Read(("location", "w.data")));
    }

    [Fact]
    public void Read_FileInAFolderBelow_IsRead()
    {
        _folder.Write("m/sub/w.data", Bytes);
        Assert.Equal(Bytes[..8], Read(("location", "sub/w.data")));
    }

    [Fact]
    public void Read_ModelAndDataAreLinksIntoOneStore_IsRead()
    {
        _folder.Write("store/data", Bytes);
        _folder.Write("store/model", Model(("location", "w.data")));
        Directory.CreateDirectory(_folder.PathOf("m"));
        File.CreateSymbolicLink(_folder.PathOf("m/model.onnx"), "../store/model");
        File.CreateSymbolicLink(_folder.PathOf("m/w.data"), "../store/data");
        var graph = OnnxReader.Read(_folder.PathOf("m/model.onnx")).Graph;
        Assert.Equal(Bytes[..8], graph.Initializers["t"].Bytes.ToArray());
    }

    [Fact]
    public void Read_ManyTensorsOfOneRange_ReadItOnce()
    {
        _folder.Write("m/w.data", Bytes[..8]);
        var graph = ReadGraph(Tensor("t", ("location", "w.data")), Tensor("u", ("location", "w.data")));
        Assert.Equal(graph.Initializers["t"].Bytes, graph.Initializers["u"].Bytes);
    }

    [Fact]
    public void Read_OverlappingRanges_AreRefused()
    {
        _folder.Write("m/w.data", Bytes[..12]);
        var error = Assert.Throws<ModelException>(
            () => ReadGraph(Tensor("t", ("location", "w.data")), Tensor("u", ("location", "w.data"), ("offset", "4"))));
        Assert.Equal(ModelErrorCode.ExternalData, error.Code);
        Assert.Contains("overlap", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/hostname")]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("a/./../../secret")]
    [InlineData("sub/..")]
    [InlineData("..\\secret")]
    [InlineData("C:\\secret")]
    [InlineData("\\\\host\\secret")]
    [InlineData("file:///etc/hostname")]
    [InlineData("~/secret")]
    [InlineData("w.data\0x")]
    [InlineData("link")]
    [InlineData("loop")]
    [InlineData("linked/secret")]
    [InlineData("sub")]
    [InlineData("none.data")]
    [InlineData("empty")]
    [InlineData("*/_ORT_MEM_ADDR_/*")]
    public void Read_LocationThatIsNotAFileBesideTheModel_IsRefused(string location)
    {
        _folder.Write("secret", Bytes);
        _folder.Write("m/sub/w.data", Bytes);
        _folder.Write("m/empty", []);
        File.CreateSymbolicLink(_folder.PathOf("m/link"), "../secret");
        File.CreateSymbolicLink(_folder.PathOf("m/linked"), "..");
        File.CreateSymbolicLink(_folder.PathOf("m/loop"), "loop");
        var error = Refused(("location", location));
        Assert.Equal(ModelErrorCode.ExternalData, error.Code);
        Assert.Contains("initializer 't'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offset", "9")]
    [InlineData("offset", "-1")]
    [InlineData("offset", " 4")]
    [InlineData("offset", "0x4")]
    [InlineData("offset", "1e1")]
    [InlineData("offset", "9223372036854775807")]
    [InlineData("offset", "9223372036854775808")]
    [InlineData("length", "7")]
    [InlineData("length", "9")]
    [InlineData("length", "-8")]
    [InlineData("location", "w.data")]
    public void Read_RangeThatDoesNotFit_IsRefused(string key, string value)
    {
        _folder.Write("m/w.data", Bytes);
        Assert.Equal(ModelErrorCode.ExternalData, Refused(("location", "w.data"), (key, value)).Code);
    }

    [Fact]
    public void Read_ExternalAndInlineElements_AreRefused()
    {
        _folder.Write("m/w.data", Bytes);
        var tensor = Tensor("t", ("location", "w.data"));
        tensor.RawData = ByteString.CopyFrom(Bytes[..8]);
        Assert.Equal(ModelErrorCode.InvalidGraph, Assert.Throws<ModelException>(() => ReadGraph(tensor)).Code);
    }

    [Fact]
    public void Read_AttributeTensor_IsHeldToTheSameRules()
    {
        _folder.Write("secret", Bytes);
        var value = new AttributeProto
        {
            Name = "value",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = Tensor("", ("location", "../secret")),
        };
        var model = Protos.Model(m => m.Graph.Node.Add(Protos.Node("Constant", [], "c", value)));
        var path = _folder.Write("m/model.onnx", model.ToByteArray());
        Assert.Equal(ModelErrorCode.ExternalData, Assert.Throws<ModelException>(() => OnnxReader.Read(path)).Code);
    }

    [Theory]
    [InlineData("w.data", true)]
    [InlineData("./sub/../sub2/w.data", false)]
    [InlineData("sub/w.data", true)]
    [InlineData("soft", false)]
    [InlineData("softly/w.data", false)]
    [InlineData("hard", false)]
    public void Read_Strict_TakesNoLinks(string location, bool isRead)
    {
        if (!OperatingSystem.IsLinux())
            return;
        _folder.Write("m/w.data", Bytes);
        _folder.Write("m/sub/w.data", Bytes);
        var hard = _folder.Write("m/first", Bytes);
        File.CreateSymbolicLink(_folder.PathOf("m/soft"), "w.data");
        File.CreateSymbolicLink(_folder.PathOf("m/softly"), "sub");
        Process.Start("ln", [hard, _folder.PathOf("m/hard")]).WaitForExit();
        var limits = new ReadLimits { ExternalData = ExternalDataMode.Strict };
        var path = _folder.Write("m/model.onnx", Model(("location", location)));
        var error = Record.Exception(() => OnnxReader.Read(path, limits));
        Assert.Equal(isRead ? null : ModelErrorCode.ExternalData, (error as ModelException)?.Code);
    }

    [Fact]
    public void Read_HardLinkInCacheMode_IsRead()
    {
        var first = _folder.Write("m/first", Bytes);
        Process.Start("ln", [first, _folder.PathOf("m/w.data")]).WaitForExit();
        Assert.Equal(Bytes[..8], Read(("location", "w.data")));
    }

    [Fact]
    public void Read_Off_OpensNothingAndFailsOnlyWhenWeightsAreNeeded()
    {
        var path = _folder.Write("m/model.onnx", Model(("location", "none.data")));
        var graph = OnnxReader.Read(path, new() { ExternalData = ExternalDataMode.Off }).Graph;
        Assert.Equal(2, graph.Initializers["t"].Count);
        var error = Assert.Throws<ModelException>(() => graph.Initializers["t"].ToDoubles());
        Assert.Equal(ModelErrorCode.ExternalData, error.Code);
        Assert.Contains("--external-data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Off_StillRefusesPathsThatLeadElsewhere()
    {
        var path = _folder.Write("m/model.onnx", Model(("location", "../secret")));
        var limits = new ReadLimits { ExternalData = ExternalDataMode.Off };
        Assert.Throws<ModelException>(() => OnnxReader.Read(path, limits));
    }

    [Fact]
    public void Read_Checksum_IsHonoured()
    {
        _folder.Write("m/w.data", Bytes);
        var right = Convert.ToHexString(SHA1.HashData(Bytes));
        Assert.Equal(Bytes[..8], Read(("location", "w.data"), ("checksum", right)));
        var error = Refused(("location", "w.data"), ("checksum", new string('0', 40)));
        Assert.Equal(ModelErrorCode.ExternalData, error.Code);
        Assert.Contains(right.ToLowerInvariant(), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("__class__")]
    [InlineData("prepacked_0")]
    public void Read_UnknownKey_MeansNothing(string key)
    {
        _folder.Write("m/w.data", Bytes);
        Assert.Equal(Bytes[..8], Read(("location", "w.data"), (key, "x")));
    }

    [Fact]
    public void Read_MoreThanTheModelMayHave_IsTooLarge()
    {
        using (var file = File.Create(_folder.Write("m/w.data", Bytes)))
            file.SetLength(3L << 30);
        var tensor = Tensor("t", ("location", "w.data"));
        tensor.Dims.Add(1 << 26);
        var path = _folder.Write("m/model.onnx", Protos.Model(m => m.Graph.Initializer.Add(tensor)).ToByteArray());
        var limits = new ReadLimits { MaxModelBytes = 1 << 20 };
        var error = Assert.Throws<ModelException>(() => OnnxReader.Read(path, limits));
        Assert.Equal(ModelErrorCode.TooLarge, error.Code);
    }

    [Fact]
    public void Read_TenThousandTensorsOfOneRange_ReadItOnce()
    {
        using (var file = File.Create(_folder.Write("m/w.data", Bytes)))
            file.SetLength(64 << 20);
        var tensors = Enumerable.Range(0, 10_000).Select(i =>
        {
            var tensor = Tensor($"t{i}", ("location", "w.data"));
            tensor.Dims.Add(8 << 20);
            return tensor;
        });
        var graph = ReadGraph([.. tensors]);
        Assert.Equal(graph.Initializers["t0"].Bytes, graph.Initializers["t9999"].Bytes);
    }

    byte[] Read(params (string Key, string Value)[] entries) =>
        ReadGraph(Tensor("t", entries)).Initializers["t"].Bytes.ToArray();

    ModelException Refused(params (string Key, string Value)[] entries) =>
        Assert.Throws<ModelException>(() => ReadGraph(Tensor("t", entries)));

    Graph ReadGraph(params TensorProto[] tensors)
    {
        var model = Protos.Model(m => m.Graph.Initializer.Add(tensors));
        return OnnxReader.Read(_folder.Write("m/model.onnx", model.ToByteArray())).Graph;
    }

    static byte[] Model(params (string Key, string Value)[] entries) =>
        Protos.Model(m => m.Graph.Initializer.Add(Tensor("t", entries))).ToByteArray();

    static TensorProto Tensor(string name, params (string Key, string Value)[] entries) => new()
    {
        Name = name,
        DataType = 1,
        Dims = { 2 },
        DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData = { entries.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }) },
    };
}
