using System.Globalization;
using System.Text.Json;
using OnnxZc.Proxies;
using OnnxZc.Ranking;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Cli;

[Collection(AloneCollection.Name)]
public sealed class RealRunTests : IDisposable
{
    const double SamePrecision = 1e-5;

    readonly TempFolder _folder = new();

    static string Mlp => RealSession.Model("mlp.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_TwoModels_MatchesTheSchemaAndIsTheSameTwice()
    {
        string[] args = ["score", Mlp, RealSession.Model("resnet20-folded.onnx"), "--format", "json"];
        var first = RealSession.Run(args);
        Assert.Equal((0, ""), (first.Code, string.Concat(first.Messages)));
        var schema = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "score.schema.json"));
        Assert.Empty(new JsonSchema(JsonDocument.Parse(schema).RootElement).Check(first.Json));
        Assert.Equal(["kept", "folded"], first.Cards.Select(card => TrustOf(card).GetProperty("bn").GetString()));
        Assert.All(first.Cards, card => Assert.DoesNotContain(null, RealSession.Values(card).Values));

        var second = RealSession.Run(args);
        Assert.Equal(first.Cards.Select(RealSession.Values), second.Cards.Select(RealSession.Values));
        Assert.Equal(first.Cards.Select(Hashes), second.Cards.Select(Hashes));
        Assert.Equal(first.Cards.Select(card => $"{TrustOf(card)}"), second.Cards.Select(card => $"{TrustOf(card)}"));
    }

    [Fact]
    public void Proxies_AskedForByAliasAndName_ComeBackUnderEachWithOneValue()
    {
        var values = RealSession.Score("mlp.onnx", "-p", "naswot,nwot,flops_macs,flops,naswot_relu,nwot_relu");
        Assert.Equal(["naswot", "nwot", "flops_macs", "flops", "naswot_relu", "nwot_relu"], values.Keys);
        Assert.Equal(values["nwot"], values["naswot"]);
        Assert.Equal(values["flops"], values["flops_macs"]);
        Assert.Equal(values["nwot_relu"], values["naswot_relu"]);
        Assert.NotEqual(values["nwot"], values["flops"]);
    }

    [Fact]
    public void Seed_Another_GivesOtherNumbersButNotOtherCounts()
    {
        string[] proxies = ["-p", "params,flops,snip,nwot"];
        var zero = RealSession.Score("mlp.onnx", proxies);
        var one = RealSession.Score("mlp.onnx", [.. proxies, "--seed", "1"]);
        Assert.Equal((zero["params"], zero["flops"]), (one["params"], one["flops"]));
        Assert.NotEqual(zero["snip"], one["snip"]);
        Assert.NotEqual(zero["nwot"], one["nwot"]);
    }

    [Fact]
    public void BatchSize_8_ScoresThatManySamples()
    {
        var session = RealSession.Run("score", Mlp, "-p", "nwot", "--batch-size", "8", "--format", "json");
        Assert.Equal(8, session.Json.GetProperty("settings").GetProperty("batchSize").GetInt32());
        var nwot = RealSession.Values(Assert.Single(session.Cards))["nwot"];
        var other = RealSession.Score("mlp.onnx", "-p", "nwot", "--batch-size", "4")["nwot"];

        // Hadamard: no determinant exceeds the product of the diagonal, whose entries count the rectified units.
        const int Units = 256 + 128;
        Assert.InRange(nwot!.Value, other!.Value, 8 * Math.Log(Units));
        Assert.InRange(other.Value, 0, 4 * Math.Log(Units));
    }

    [Fact]
    public void Init_EachScheme_MovesSnipAndIsReproducible()
    {
        string[] schemes =
            ["as-is", "default", "kaiming", "xavier", "normal", "orthogonal", "kaiming-zero-bias", "vgg"];
        var first = schemes.Select(Snip).ToList();
        Assert.Equal(schemes.Length, first.Distinct().Count());
        Assert.Equal(first, schemes.Select(Snip));

        static double? Snip(string scheme) =>
            RealSession.Score("mlp.onnx", "-p", "snip", "--batch-size", "4", "--init", scheme)["snip"];
    }

    [Theory]
    [InlineData("running", 1)]
    [InlineData("batch", 2)]
    public void Explain_BatchNormMode_DecidesOnThePasses(string mode, int passes)
    {
        const string Proxies = "params,flops,l2_norm,grad_norm,snip,plain,fisher,nwot,nwot_relu";
        var session = RealSession.Run(
            "score", Mlp, "-p", Proxies, "--bn", mode, "--batch-size", "4", "--explain", "--format", "json");
        var plan = session.Error.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [
                "  input 'input': Float32[4, 3, 32, 32], samples",
                "  objective: cross-entropy of 'logits', classes along axis 1",
                "  graph alone; read by params, flops, l2_norm",
            ],
            plan[..3]);
        Assert.Equal(passes > 1, plan[^1].StartsWith("  all passes: cost 1.33, about ", StringComparison.Ordinal));
        plan.RemoveAll(line => line.StartsWith("  all passes", StringComparison.Ordinal));
        Assert.Equal(passes, plan.Count - 3);
        var gradients = plan.Single(line => line.Contains("read by grad_norm, snip, plain, fisher, nwot"));
        Assert.StartsWith(
            $"  libtorch: forward on the batch, {mode} statistics + backward of the loss; cost 1, about ", gradients);
        var rectified = plan.Single(line => line.EndsWith("nwot_relu", StringComparison.Ordinal));
        Assert.Contains("running statistics", rectified);
        Assert.Equal(passes == 1, gradients == rectified);
    }

    [Fact]
    public void Explain_LossOutputAndInputAskedFor_TellsThem()
    {
        string[] asked =
        [
            "--loss", "sum", "--model-output", "logits", "--input", "input=5x3x32x32:float32:0:1", "--explain",
            "--format", "json",
        ];
        var session = RealSession.Run(["score", Mlp, "-p", "snip", .. asked]);
        Assert.Equal(0, session.Code);
        Assert.Contains("  input 'input': Float32[5, 3, 32, 32], samples from 0 to 1\n", session.Error);
        Assert.Contains("  objective: sum of 'logits'\n", session.Error);
    }

    [Theory]
    [InlineData("--loss", "hinge", "--loss takes ce, mse or sum, not 'hinge'")]
    [InlineData("--input", "input", "--input takes NAME=SHAPE:TYPE[:LOW:HIGH]")]
    [InlineData("--input", "other=3", "the model has no input 'other', only 'input'")]
    [InlineData("--model-output", "other", "the model has no output 'other', only 'logits'")]
    public void Score_OptionThatDoesNotFit_SaysWhatDoes(string option, string value, string wayOut)
    {
        var session = RealSession.Run("score", Mlp, "-p", "snip", option, value);
        Assert.Equal(2, session.Code);
        Assert.Contains(wayOut, session.Error);
    }

    [Fact]
    public void Threads_OneOrTwo_AgreeToRounding()
    {
        var one = RealSession.Score("resnet20-folded.onnx", "--batch-size", "4", "--threads", "1");
        var two = RealSession.Score("resnet20-folded.onnx", "--batch-size", "4", "--threads", "2");
        Assert.Equal(one.Keys, two.Keys);
        Assert.All(one.Keys, proxy =>
            Assert.InRange(Math.Abs((two[proxy]!.Value / one[proxy]!.Value) - 1), 0, SamePrecision));
    }

    [Fact]
    public void Output_OfEachFormat_HoldsTheSameScores()
    {
        var files = new[] { "json", "jsonl", "csv", "markdown" }.ToDictionary(format => format, _folder.PathOf);
        var session = RealSession.Run(
            ["score", Mlp, "-p", "params,snip", "--batch-size", "4", .. files.SelectMany(file =>
                new[] { "--output", $"{file.Key}={file.Value}" })]);
        Assert.Equal(0, session.Code);
        Assert.Contains("1 model: 1 ok", session.Out);

        var json = JsonDocument.Parse(File.ReadAllText(files["json"])).RootElement.GetProperty("cards")[0];
        var line = JsonDocument.Parse(Assert.Single(File.ReadAllLines(files["jsonl"]))).RootElement;
        Assert.Equal(RealSession.Values(json), RealSession.Values(line));
        var snip = RealSession.Values(json)["snip"]!.Value;

        var csv = File.ReadAllLines(files["csv"]).Select(row => row.Split(',')).ToArray();
        Assert.Equal(2, csv.Length);
        var cells = csv[0].Zip(csv[1]).ToDictionary(cell => cell.First, cell => cell.Second);
        Assert.Equal((Mlp, "ok", "821642"), (cells["model"], cells["status"], cells["params"]));
        Assert.Equal(snip, double.Parse(cells["snip"], CultureInfo.InvariantCulture));

        var table = File.ReadAllLines(files["markdown"]).Select(row => row.Split('|').Length).ToArray();
        Assert.Equal(3, table.Length);
        Assert.Single(table.Distinct());
    }

    [Fact]
    public void Output_File_TakesTheResultFromStdout()
    {
        var path = _folder.PathOf("scores.csv");
        var session = RealSession.Run("score", Mlp, "-p", "params", "--output", path);
        Assert.Equal((0, "", ""), (session.Code, session.Out, session.Error));
        Assert.StartsWith("model,status,reason,params,", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("proxies", "proxy", "\nnwot               naswot")]
    [InlineData("operators", "operator", "\nConv ")]
    public void List_Subject_IsATableAndADocument(string subject, string member, string row)
    {
        var table = RealSession.Run("list", subject);
        Assert.Equal((0, ""), (table.Code, table.Error));
        Assert.Contains(row, table.Out);
        var items = RealSession.Run("list", subject, "--format", "json").Json.GetProperty(subject);
        Assert.All(items.EnumerateArray(), item => Assert.NotEmpty(item.GetProperty(member).GetString()!));
        Assert.Equal(table.Out.Count(c => c == '\n') - 2, items.GetArrayLength());
    }

    [Fact]
    public void List_Proxies_TellsOfEachWhatItEqualsAndReads()
    {
        var rows = RealSession.Run("list", "proxies", "--format", "json").Json.GetProperty("proxies");
        var known = rows.EnumerateArray().ToDictionary(row => row.GetProperty("proxy").GetString()!);
        Assert.Equal(
            ProxyCatalog.All.Select(proxy => proxy.Name).Concat(SetProxyCatalog.All.Select(proxy => proxy.Name)),
            known.Keys);
        Assert.All(
            ProxyCatalog.All, proxy => AssertTold(known[proxy.Name], proxy.Aliases, proxy.Version, proxy.Source));
        Assert.All(
            SetProxyCatalog.All, proxy => AssertTold(known[proxy.Name], proxy.Aliases, proxy.Version, proxy.Source));
        Assert.Equal("the graph", known["params"].GetProperty("reads").GetString());
        Assert.Equal(
            "forward on the batch, batch statistics + backward (loss)",
            known["snip"].GetProperty("reads").GetString());
        Assert.Equal("synflow, jacob_cov, snip of all models", known["vote"].GetProperty("reads").GetString());
    }

    static void AssertTold(JsonElement row, IReadOnlyList<string> aliases, int version, string source)
    {
        Assert.Equal(string.Join(", ", aliases), row.GetProperty("aliases").GetString());
        Assert.Equal($"{version}", row.GetProperty("version").GetString());
        Assert.Equal(source, row.GetProperty("source").GetString());
        Assert.Contains(row.GetProperty("better").GetString(), (string[])["higher", "lower", "none"]);
    }

    [Theory]
    [InlineData("resnet20-folded.onnx", "batch norm  folded", "batch axis  free (N)")]
    [InlineData("vgg-batch1.onnx", "batch norm  kept", "batch axis  fixed at 1; freed for scoring")]
    [InlineData("vit.onnx", "batch norm  none", "batch axis  free (N)")]
    public void Doctor_Model_TellsNormalisationAndBatch(string model, params string[] facts)
    {
        var session = RealSession.Run("doctor", RealSession.Model(model));
        Assert.Equal((0, ""), (session.Code, session.Error));
        Assert.All(facts, fact => Assert.Contains($"\n{fact}\n", session.Out));
        Assert.Contains("All operators are supported.", session.Out);
    }

    [Fact]
    public void Doctor_WeightlessModel_CountsTheWeightsThatItDraws()
    {
        var session = RealSession.Run("doctor", RealSession.Model("resnet20-folded.onnx"));
        Assert.Contains("271690 float values in 44 tensors, drawn by the file's random nodes\n", session.Out);
    }

    [Fact]
    public void Version_Asked_NamesStackVersionsAndDevices()
    {
        var session = RealSession.Run("--version");
        Assert.Equal((0, ""), (session.Code, session.Error));
        Assert.Matches(
            @"^onnxzc \d+\.\d+\.\d+\nstack +(system|nuget)\ntorch +\d+\..*\nonnxruntime +\d+\..*\ndevices +cpu.*\n$",
            session.Out);
    }

    [Fact]
    public void Score_ModelsFolder_GivesTenCardsThatAgreeWithOnnxRuntime()
    {
        var session = RealSession.Run(
            "score", RealSession.Model(""), "-p", "params,snip", "--batch-size", "2", "--format", "json");
        Assert.True(session.Code == 0, session.Error);
        Assert.Equal(10, session.Cards.Length);
        Assert.All(session.Cards, card =>
        {
            Assert.Equal("ok", card.GetProperty("status").GetString());
            Assert.InRange(TrustOf(card).GetProperty("parity").GetProperty("maxRel").GetDouble(), 0, 1e-4);
            Assert.InRange(RealSession.Values(card)["snip"]!.Value, double.Epsilon, double.MaxValue);
        });
        Assert.Equal("rewritten", BatchOf("vgg-batch1.onnx"));
        Assert.Equal("dynamic", BatchOf("vit.onnx"));

        string? BatchOf(string name) => TrustOf(session.Cards.Single(card =>
            Path.GetFileName(card.GetProperty("model").GetString()) == name)).GetProperty("batch").GetString();
    }

    static JsonElement TrustOf(JsonElement card) => card.GetProperty("trust");

    static string Hashes(JsonElement card) => string.Join(
        ' ', new[] { "fileHash", "graphHash", "fingerprint" }.Select(name => card.GetProperty(name).GetString()));
}
