using System.Text.Json;
using Google.Protobuf;
using Onnx;
using OnnxZc.Findings;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Cli;

public sealed class DoctorFindingTests : IDisposable
{
    static readonly JsonSchema Schema = new(JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Checkout.Root, "docs", "doctor.schema.json"))).RootElement);

    readonly TempFolder _folder = new();

    public static TheoryData<string> Codes => [.. ExportedModels.All.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Codes))]
    public void Doctor_ModelWithOneFlaw_FindsItWhereItIs(string code)
    {
        var (model, severity, where, fix) = ExportedModels.All[code];
        var session = RealSession.Run("doctor", Write(model), "--format", "json");
        Assert.True(session.Code == (severity == "problem" ? 1 : 0), session.Error);
        Assert.Empty(Schema.Check(session.Json));
        var finding = session.Json.GetProperty("findings").EnumerateArray().Single(f => Text(f, "code") == code);
        Assert.Equal(severity, Text(finding, "severity"));
        Assert.Equal(where, finding.GetProperty("where").EnumerateArray().Select(name => name.GetString()!));
        Assert.Contains(fix, Text(finding, "fix"));

        var table = RealSession.Run("doctor", _folder.PathOf("model.onnx"));
        Assert.Contains($"\n{severity}: {code}\n", table.Out);
    }

    [Fact]
    public void Doctor_PlainModel_FindsNothing()
    {
        var session = RealSession.Run("doctor", Write(ExportedModels.Plain()), "--format", "json");
        Assert.Equal(0, session.Code);
        Assert.Empty(session.Json.GetProperty("findings").EnumerateArray());
        Assert.Equal(2, session.Json.GetProperty("verdicts").GetProperty("supported").GetInt32());
    }

    [Fact]
    public void Catalog_EveryRule_HasAModelAndAPlaceInTheSchema()
    {
        var rules = FindingCatalog.All.Length;
        Assert.Equal(rules, ExportedModels.All.Count);
        var schema = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "doctor.schema.json"));
        var guide = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "cli.md"));
        Assert.All(ExportedModels.All.Keys, code => Assert.Contains($"\"{code}\"", schema));
        Assert.All(ExportedModels.All.Keys, code => Assert.Contains($"`{code}`", guide));
    }

    [Fact]
    public void Doctor_NodesOfEveryKind_AreJudged()
    {
        var model = ExportedModels.All["dropout-training"].Model;
        model.Graph.Node.Add(Protos.Node("Neg", ["y"], "nobody"));
        model.Graph.Node.Add(Protos.Node("Identity", ["w"], "alias"));
        model.Graph.Node.Add(Protos.Node("Add", ["y", "alias"], "z"));
        model.Graph.Output.Add(Protos.Value("z", 1, 2));
        var json = RealSession.Run("doctor", Write(model), "--format", "json").Json;
        var verdicts = json.GetProperty("nodeVerdicts").EnumerateArray()
            .ToDictionary(node => Text(node, "node"), node => (Text(node, "verdict"), Text(node, "reason")));
        Assert.Equal(("unused", "no result depends on it"), verdicts["node_nobody"]);
        Assert.Equal(("supported", "folded into a constant"), verdicts["node_alias"]);
        Assert.Equal(("approximated", "in training mode; passes values through"), verdicts["node_dropped"]);
        Assert.Equal(("supported", ""), verdicts["node_z"]);
    }

    [Fact]
    public void Doctor_NamesThatMoveTheCursor_AreSpeltOut()
    {
        var model = ExportedModels.All["unused-initializers"].Model;
        model.Graph.Initializer.Single(tensor => tensor.Name == "unused").Name = "evil\e[2J\u202e";
        var session = RealSession.Run("doctor", Write(model));
        Assert.DoesNotContain("\e", session.Out);
        Assert.Contains("'evil\\u{1b}[2J\\u{202e}'", session.Out);
    }

    [Theory]
    [MemberData(nameof(Repository))]
    public void Doctor_ModelOfTheRepository_FitsTheSchemaAndIsSupported(string path)
    {
        var json = RealSession.Run("doctor", path, "--format", "json").Json;
        Assert.Empty(Schema.Check(json));
        var codes = json.GetProperty("findings").EnumerateArray().Select(finding => Text(finding, "code")).ToArray();
        Assert.Contains("weightless", codes);
        Assert.Equal(path.Contains("folded", StringComparison.Ordinal), codes.Contains("bn-folded"));
        Assert.Equal(path.Contains("batch1", StringComparison.Ordinal), codes.Contains("batch-baked-in"));
        Assert.Equal(path.Contains("vit", StringComparison.Ordinal), codes.Contains("gelu-shattered"));
        Assert.Equal(json.GetProperty("nodes").GetInt32(), json.GetProperty("nodeVerdicts").GetArrayLength());
    }

    public static TheoryData<string> Repository =>
        [.. Directory.GetFiles(Path.Combine(Checkout.Root, "models"), "*.onnx").Order()];

    [Theory]
    [InlineData("torchvision/maxvit_t.b1.onnx", "batch-baked-in", "gelu-shattered")]
    [InlineData("torchvision/efficientnet_b0.train.onnx", "bn-training", "dropout-training", "silu-shattered")]
    [InlineData("torchvision/mobilenet_v2.dedup.onnx", "no-op-nodes")]
    [InlineData("full/mobilenet_wd4.full.onnx", "external-data")]
    [InlineData("full/resnet20_cifar10.full.eval.onnx", "bn-folded")]
    public void Doctor_RealExport_FindsWhatItsExporterDid(string name, params string[] expected)
    {
        var folder = Path.Combine("zoo", Path.GetDirectoryName(name)!);
        foreach (var path in SharedFiles.Matching(folder, Path.GetFileName(name)))
        {
            var json = RealSession.Run("doctor", path, "--format", "json").Json;
            Assert.Empty(Schema.Check(json));
            var codes = json.GetProperty("findings").EnumerateArray().Select(finding => Text(finding, "code"));
            Assert.Superset(expected.ToHashSet(), codes.ToHashSet());
        }
    }

    string Write(ModelProto model)
    {
        _folder.Write("model.bin", new byte[ExportedModels.ExternalBytes]);
        return _folder.Write("model.onnx", model.ToByteArray());
    }

    static string Text(JsonElement parent, string member) => parent.GetProperty(member).GetString()!;
}
