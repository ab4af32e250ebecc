using System.Globalization;
using System.Text.Json;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Proxies;
using OnnxZc.Reports;

namespace OnnxZc.Tests.Reports;

public sealed class JsonReportTests
{
    static readonly JsonElement Rules = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Checkout.Root, "docs", "score.schema.json"))).RootElement;

    static readonly JsonSchema Schema = new(Rules);

    [Fact]
    public void Write_EveryKindOfCard_FitsTheSchema()
    {
        var report = Cards.Report(
            Cards.Of("a.onnx", Cards.Value("snip", 1), Cards.Missing("nwot", ScoreStatus.OutOfMemory, "no room")),
            Cards.Of("r.onnx", Cards.Repeated("snip", 1, 0.5)),
            Cards.Failed("b.onnx"),
            Cards.Of("c.onnx") with { Trust = Cards.Trust with { Parity = null, Uncounted = ["If-13"] } });
        Assert.Empty(Schema.Check(Parse(report)));
    }

    [Fact]
    public void Schema_EveryEnumeration_HasTheSameNames()
    {
        var definitions = Rules.GetProperty("$defs");
        Assert.Equal(Kebab<ModelErrorCode>(), Names(definitions, "error", "code"));
        Assert.Equal(Kebab<ScoreStatus>(), Names(definitions, "score", "status"));
        Assert.Equal(Kebab<CardStatus>(), Names(definitions, "card", "status"));
        Assert.Equal(Kebab<InitScheme>(), Names(definitions, "settings", "init"));
        Assert.Equal(Kebab<Vary>(), Names(definitions, "settings", "vary").OfType<string>());
        Assert.Equal(Kebab<BatchNormMode>(), Names(definitions, "settings", "bn"));
        Assert.Equal(Kebab<BatchNormForm>(), Names(definitions, "trust", "bn"));
        Assert.Equal(Kebab<BatchForm>(), Names(definitions, "trust", "batch"));
        Assert.Equal(Kebab<Direction>().Order(), Names(definitions, "score", "direction").Order());
    }

    [Fact]
    public void Write_Scores_AreKeyedByTheNameAskedForAndReadBackExactly()
    {
        var values = new[] { Math.PI, 1e-300, -123456789.123456789, 5e15 };
        var card = Cards.Of("a.onnx", [.. values.Select((value, i) => Cards.Value($"p{i}", value))]);
        var scores = Parse(Cards.Report(card)).GetProperty("cards")[0].GetProperty("scores");
        Assert.Equal(values, values.Select((_, i) => scores.GetProperty($"p{i}").GetProperty("value").GetDouble()));
    }

    [Fact]
    public void Write_Repeats_CarriesTheSpreadAndWhatWasVaried()
    {
        var report = Cards.Report(Cards.Of("a.onnx", Cards.Repeated("snip", 2, 0.5)));
        var json = Parse(report with { Options = report.Options with { Repeat = 3 } });
        Assert.Empty(Schema.Check(json));
        Assert.Equal(3, json.GetProperty("settings").GetProperty("repeat").GetInt32());
        Assert.Equal("both", json.GetProperty("settings").GetProperty("vary").GetString());
        var spread = json.GetProperty("cards")[0].GetProperty("scores").GetProperty("snip").GetProperty("spread");
        Assert.Equal(
            """{"repeats":3,"values":3,"deviation":0.5,"minimum":1.5,"maximum":2.5}""",
            JsonSerializer.Serialize(spread));
    }

    [Fact]
    public void Write_Failure_CarriesCodeNodeAndOperator()
    {
        var error = Parse(Cards.Report(Cards.Failed("b.onnx"))).GetProperty("cards")[0].GetProperty("error");
        Assert.Equal("malformed", error.GetProperty("code").GetString());
        Assert.Equal("conv1", error.GetProperty("node").GetString());
        Assert.Equal("Conv-11", error.GetProperty("operator").GetString());
    }

    [Fact]
    public void Write_ParityThatIsNoNumber_BecomesNull()
    {
        var parity = new Parity(double.NaN, double.PositiveInfinity);
        var card = Cards.Of("a.onnx") with { Trust = Cards.Trust with { Parity = parity } };
        var json = Parse(Cards.Report(card));
        Assert.Empty(Schema.Check(json));
        var written = json.GetProperty("cards")[0].GetProperty("trust").GetProperty("parity");
        Assert.Equal(JsonValueKind.Null, written.GetProperty("maxAbs").ValueKind);
    }

    [Fact]
    public void Write_NoModels_FitsTheSchema() => Assert.Empty(Schema.Check(Parse(Cards.Report())));

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNames_ArriveWholeInPlainAscii(string name)
    {
        var text = Cards.Text(Cards.Report(Cards.Of(name), Cards.Failed("b.onnx", name)), ReportFormat.Json);
        Assert.All(text, c => Assert.InRange(c, '\n', '~'));
        Assert.DoesNotContain("<", text);
        var expected = name.Contains('\ud800') ? name.Replace('\ud800', '\ufffd') : name;
        var card = JsonDocument.Parse(text).RootElement.GetProperty("cards")[0];
        Assert.Equal(expected, card.GetProperty("model").GetString());
    }

    [Fact]
    public void Write_OtherCulture_IsTheSame()
    {
        var report = Cards.Report(Cards.Of("a.onnx", Cards.Value("snip", 1.5)));
        var expected = Cards.Text(report, ReportFormat.Json);
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.All(
                Enum.GetValues<ReportFormat>(),
                format => Assert.DoesNotContain("1,5", Cards.Text(report, format)));
            Assert.Equal(expected, Cards.Text(report, ReportFormat.Json));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void WriteLines_EveryCard_IsOneLineByTheSchema()
    {
        var report = Cards.Report(Cards.Of("a\nb.onnx", Cards.Value("snip", 1)), Cards.Failed("c.onnx"));
        var text = Cards.Text(report, ReportFormat.Jsonl);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        foreach (var line in lines.Select(line => JsonDocument.Parse(line).RootElement))
        {
            Assert.Empty(Schema.Check(line, "card"));
            Assert.Equal("onnxzc.score/1", line.GetProperty("schema").GetString());
            Assert.Equal(new string('d', 64), line.GetProperty("settingsFingerprint").GetString());
        }
    }

    [Fact]
    public void Check_DocumentWithAMistake_FindsIt()
    {
        var text = Cards.Text(Cards.Report(Cards.Of("a.onnx", Cards.Value("snip", 1))), ReportFormat.Json);
        Assert.Contains(
            "$.cards[0].status is fine",
            Assert.Single(Mistake(text, "\"ok\",\n      \"error\"", "\"fine\",\n      \"error\"")));
        Assert.Contains("$.cards[0].model is missing", Mistake(text, "\"model\"", "\"modell\""));
        Assert.Contains("not in the schema", Mistake(text, "\"model\"", "\"modell\"")[1]);
        Assert.Contains("$.settings.seed is String", Assert.Single(Mistake(text, "\"seed\": 0", "\"seed\": \"0\"")));
        Assert.Contains("does not match", Assert.Single(Mistake(text, new string('a', 64), "xyz")));
    }

    static IReadOnlyList<string> Mistake(string text, string right, string wrong)
    {
        Assert.Contains(right, text);
        return Schema.Check(JsonDocument.Parse(text.Replace(right, wrong)).RootElement);
    }

    static JsonElement Parse(ScoreReport report) =>
        JsonDocument.Parse(Cards.Text(report, ReportFormat.Json)).RootElement;

    static IEnumerable<string> Kebab<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => KebabCase.Of(value));

    static IEnumerable<string> Names(JsonElement definitions, string definition, string property) => definitions
        .GetProperty(definition).GetProperty("properties").GetProperty(property).GetProperty("enum")
        .EnumerateArray().Select(name => name.GetString()!);
}
