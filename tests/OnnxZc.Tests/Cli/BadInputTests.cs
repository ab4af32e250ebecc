using System.Text.Json;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Data;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli;

[Collection(AloneCollection.Name)]
public sealed class BadInputTests : IDisposable
{
    const int Samples = 4;

    static readonly string[] Settings = ["-p", "params,flops,snip", "--batch-size", "2", "--format", "json"];

    static readonly Lazy<string> GoodScores = new(() => ScoresOf(Score(Good).Cards[0]));

    readonly TempFolder _folder = new();

    static string Good => RealSession.Model("mlp.onnx");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("missing", "file-not-found", "there is no such file; check the name")]
    [InlineData("empty", "empty-file", "the file is empty, or is a pipe or a device; copy or download it again")]
    [InlineData("text", "not-onnx", "but text; name the .onnx file itself")]
    [InlineData("html", "not-onnx", "but an HTML page; download the file itself")]
    [InlineData("pointer", "lfs-pointer", "run 'git lfs pull'")]
    [InlineData("truncated", "malformed", "copy or download it again")]
    [InlineData("damaged", "malformed", "copy or download it again")]
    [InlineData("future", "unsupported-opset", "the model has opset 99, OnnxZc reads 1 to 26; export it again")]
    [InlineData("future-format", "unsupported-opset", "OnnxZc reads up to 13; use an older exporter")]
    [InlineData("misfit", "shape-mismatch", "node 'node_sum' (MatMul-13): ")]
    [InlineData("invented", "unsupported-operator", "FancyRelu at opset 17 (ONNX defines no such operator; ")]
    public void Model_ThatCannotBeRead_CostsOnlyItself(string kind, string code, string wayOut)
    {
        var path = Bad(kind);
        var alone = Score(path);
        Assert.Equal(2, alone.Code);
        AssertOneLine(alone, path, code, wayOut);
        var card = Assert.Single(alone.Cards);
        Assert.Equal(("failed", code), (Text(card, "status"), Text(card.GetProperty("error"), "code")));

        var among = Score(path, Good);
        Assert.Equal(4, among.Code);
        AssertOneLine(among, path, code, wayOut);
        AssertGood(among.Cards[1]);
    }

    [Theory]
    [InlineData("operator", "TfIdfVectorizer-9 (1×, first at 'node_y')")]
    [InlineData("domain", "com.example.Relu-1 (1×, first at 'node_y')")]
    public void Model_WithAnUnknownOperator_KeepsWhatNeedsNoExecution(string kind, string name)
    {
        var path = Bad(kind);
        var session = Score(path, Good);
        Assert.True(session.Code == 4, session.Error);
        AssertOneLine(session, path, "unsupported-operator", name);
        Assert.Contains("export with another opset, or without these layers", session.Error);
        var card = session.Cards[0];
        Assert.Equal("partial", Text(card, "status"));
        Assert.Equal("node_y", Text(card.GetProperty("error"), "node"));
        var values = RealSession.Values(card);
        Assert.Equal((12.0, null, null), (values["params"], values["flops"], values["snip"]));
        AssertGood(session.Cards[1]);
        Assert.Equal(1, RealSession.Run("doctor", path).Code);
    }

    [Theory]
    [InlineData("no-input", 4, "shape-mismatch", "no input with samples along its first dimension; export it with one")]
    [InlineData("scalar", 4, "shape-mismatch", "no input with samples along its first dimension; export it with one")]
    [InlineData("no-rank", 2, "shape-mismatch", "declares no rank: give its shape with --input x=SHAPE:TYPE, or data")]
    [InlineData("free", 2, "shape-mismatch", "dimension 'L' free: give it with --dim L=SIZE. Of the sizes tried")]
    [InlineData("zero-size", 2, "shape-mismatch", "its dimension 0 is 0: export the model with another size")]
    [InlineData("integer-input", 4, "engine-failure", "(inputs [2, 4]")]
    [InlineData("no-nodes", 2, "invalid-graph", "output 'y' is never produced")]
    public void Model_OfAnOddForm_IsNoDefect(string kind, int exitCode, string code, string wayOut)
    {
        var path = Bad(kind);
        var session = RealSession.Run("score", path, "--format", "json");
        Assert.True(session.Code == exitCode, session.Error);
        AssertOneLine(session, path, code, wayOut);
    }

    [Fact]
    public void Model_WithoutWeights_HasScores()
    {
        var session = RealSession.Run("score", Bad("no-weights"), "-p", "params,snip", "--format", "json");
        Assert.Equal((0, ""), (session.Code, session.Error));
        Assert.Equal(0, RealSession.Values(session.Cards[0])["params"]);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("truncated")]
    [InlineData("text")]
    public void Doctor_OfNoModel_NamesItInOneLine(string kind)
    {
        var path = Bad(kind);
        var session = RealSession.Run("doctor", path);
        Assert.Equal(2, session.Code);
        Assert.StartsWith($"onnxzc: {path}: ", Assert.Single(session.Messages));
        Assert.Empty(session.Out);
    }

    [Fact]
    public void Folder_WithoutModels_IsToldAndCostsNothing()
    {
        var alone = RealSession.Run(["score", _folder.Root, .. Settings]);
        Assert.Equal((3, ""), (alone.Code, alone.Out));
        Assert.Equal(
            $"onnxzc: no .onnx files below the folder '{_folder.Root}'; "
                + "name .onnx files, or folders or globs that have some",
            Assert.Single(alone.Messages));
        var among = Score(_folder.Root, Good);
        Assert.Equal(0, among.Code);
        Assert.Equal($"onnxzc: no .onnx files below the folder '{_folder.Root}'", Assert.Single(among.Messages));
        AssertGood(Assert.Single(among.Cards));
    }

    [Theory]
    [InlineData(31, 0, "", "shape-mismatch", "give data of that shape, or a model exported for this one")]
    [InlineData(32, 0, "#x,labels", "data-mismatch", "has no array 'x', only 'images', 'labels'; name the arrays with")]
    [InlineData(32, 0, "#images,y", "data-mismatch", "has no array 'y', only 'images', 'labels'; name the arrays with")]
    public void Data_ThatDoesNotFit_IsOneLinePerModel(int width, long label, string keys, string code, string wayOut)
    {
        var data = Data(width, label) + keys;
        var session = RealSession.Run("score", Good, "-p", "params,snip", "--data", data, "--format", "json");
        Assert.Equal(2, session.Code);
        AssertOneLine(session, Good, code, wayOut);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-1)]
    public void Label_OutOfRange_LeavesWhatNeedsNoLabels(long label)
    {
        var data = Data(32, label);
        var session = RealSession.Run("score", Good, "-p", "params,snip", "--data", data, "--format", "json");
        Assert.True(session.Code == 4, session.Error);
        AssertOneLine(session, Good, "data-mismatch", $"label {label} of sample 3 is out of range: the model has 10");
        var values = RealSession.Values(Assert.Single(session.Cards));
        Assert.Equal((821642.0, null), (values["params"], values["snip"]));
    }

    [Fact]
    public void Data_OfMoreClassesThanTheModel_IsToldInOneLine()
    {
        var data = "cifar100:" + _folder.Write("test.bin", new byte[4 * 3074]);
        var session = RealSession.Run(
            "score", Good, "-p", "params,snip", "--data", data, "--batch-size", "4", "--format", "json");
        Assert.True(session.Code == 4, session.Error);
        AssertOneLine(session, Good, "data-mismatch", "the data has 100 classes, the model tells 10 apart: give data");
    }

    [Fact]
    public void Data_ThatFits_IsScored()
    {
        var session = RealSession.Run("score", Good, "-p", "params,snip", "--data", Data(32, 9), "--format", "json");
        Assert.Equal((0, ""), (session.Code, session.Error));
    }

    [Theory]
    [InlineData("there is no proxy 'snpi'; did you mean 'snip'?", "-p", "snpi")]
    [InlineData("there is no data file 'none.npz'", "--data", "none.npz")]
    [InlineData("there is no folder 'none/deep'; make it, or name another", "--output", "none/deep/a.json")]
    [InlineData("there is no option '--proxis'; did you mean '--proxies'?", "--proxis", "snip")]
    [InlineData("there is no device 'cuda:99' here, only cpu", "--device", "cuda:99")]
    public void Option_Wrong_IsToldBeforeAnythingIsScored(string expected, params string[] args)
    {
        var session = RealSession.Run(["score", Good, .. args]);
        Assert.True((2, "") == (session.Code, session.Out), session.Error);
        Assert.Contains(expected, Assert.Single(session.Messages));
    }

    [Fact]
    public void Output_BelowAFile_SaysThatItIsAFile()
    {
        var file = _folder.Write("file", [1]);
        var session = RealSession.Run("score", Good, "--output", Path.Combine(file, "a.json"));
        Assert.True((2, "") == (session.Code, session.Out), session.Error);
        Assert.Contains($"'{file}' is a file; name a folder", Assert.Single(session.Messages));
    }

    [Fact]
    public void Verbose_WrongOption_AddsTheTrace()
    {
        var session = RealSession.Run("score", Good, "--output", "none/a.json", "--verbose");
        Assert.Contains("\n   at OnnxZc.Cli.", session.Error);
    }

    static RealSession Score(params string[] models) => RealSession.Run(["score", .. models, .. Settings]);

    static string Text(JsonElement parent, string member) => parent.GetProperty(member).GetString()!;

    static void AssertOneLine(RealSession session, string model, string code, string wayOut)
    {
        var line = Assert.Single(session.Messages);
        Assert.StartsWith($"onnxzc: {model}: {code}: ", line);
        Assert.Contains(wayOut, line);
        Assert.DoesNotContain(" at OnnxZc.", session.Error);
        Assert.DoesNotContain("Exception", session.Error);
    }

    static void AssertGood(JsonElement card)
    {
        Assert.Equal(("ok", Good), (Text(card, "status"), Text(card, "model")));
        Assert.Equal(GoodScores.Value, ScoresOf(card));
    }

    static string ScoresOf(JsonElement card) => string.Join(' ', RealSession.Values(card).Select(pair => $"{pair}"));

    string Bad(string kind) => BadModels.All[kind]() is { } bytes
        ? _folder.Write($"{kind}.onnx", bytes)
        : _folder.PathOf($"{kind}.onnx");

    string Data(int width, long label) => _folder.Write("data.npz", Npz.Zip(
        ("images.npy", Npz.Array(
            "<f4",
            $"({Samples}, 3, 32, {width})",
            Enumerable.Range(0, Samples * 3 * 32 * width).Select(i => MathF.Sin(i)).ToArray())),
        ("labels.npy", Npz.Array("<i8", $"({Samples},)", [1L, 2, 3, label]))));
}
