using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Reports.Checking;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Checks.Policies;

/// <summary><c>docs/onnxzc.schema.json</c> is what the code says; ONNXZC_ACCEPT=1 writes it anew.</summary>
public sealed class PolicySchemaTests
{
    static readonly string Path = System.IO.Path.Combine(Checkout.Root, "docs", "onnxzc.schema.json");

    static readonly string[] Formats = [.. CheckFormatCatalog.All.Select(format => format.Name)];

    static IReadOnlyList<string> Errors(string yaml)
    {
        using var schema = JsonDocument.Parse(PolicySchema.Of(PolicyText.Rules, ["table", "sarif"]));
        using var policy = JsonDocument.Parse(Json(YamlReader.Read(yaml, "p.yaml"))!.ToJsonString());
        return new JsonSchema(schema.RootElement).Check(policy.RootElement);
    }

    static JsonNode? Json(ConfigNode node) => node switch
    {
        ConfigMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Json(e.Value)))),
        ConfigList list => new JsonArray([.. list.Items.Select(Json)]),
        ConfigScalar { IsQuoted: true } text => text.Text,
        ConfigScalar { Text: "true" or "false" } flag => flag.Text == "true",
        ConfigScalar text when double.TryParse(text.Text, CultureInfo.InvariantCulture, out var number) => number,
        ConfigScalar text => text.Text,
        _ => null,
    };

    [Fact]
    public void Schema_Committed_IsWhatTheCodeSays()
    {
        var text = PolicySchema.Of(RuleCatalog.Infos, Formats);
        if (Environment.GetEnvironmentVariable("ONNXZC_ACCEPT") == "1")
            File.WriteAllText(Path, text);
        Assert.Equal(text, File.ReadAllText(Path));
    }

    [Theory]
    [InlineData("models: a.onnx\n")]
    [InlineData("models: [a, '!b']\nfail-level: warn\noutputs: {sarif: a, table: '-'}\n")]
    [InlineData("settings: {seed: 3, proxies: [snip], dim: {n: 3}, input: [a=3]}\n")]
    [InlineData("rules: {tidy: off, max-things: {level: warn, limit: 5M, size: 3, strict: true, names: [a]}}\n")]
    [InlineData("rules: {max-things: {growth: 5%, word: red, names: a}}\n")]
    [InlineData("overrides: [{models: a, rules: {tidy: warn}}]\n")]
    [InlineData("waivers: [{rule: tidy, model: a, reason: r, until: '2030-12-31'}]\n")]
    public void Schema_PolicyThatIsRead_IsValid(string yaml)
    {
        PolicyText.Read(yaml);
        Assert.Empty(Errors(yaml));
    }

    [Theory]
    [InlineData("modles: a\n")]
    [InlineData("settings: {sed: 3}\n")]
    [InlineData("rules: {tydi: off}\n")]
    [InlineData("rules: {tidy: warning}\n")]
    [InlineData("rules: {max-things: {limti: 3}}\n")]
    [InlineData("rules: {max-things: {limit: 3, word: blue}}\n")]
    [InlineData("rules: {max-things: {limit: 3, strict: 5}}\n")]
    [InlineData("overrides: [{models: a}]\n")]
    [InlineData("waivers: [{rule: tidy, model: a}]\n")]
    [InlineData("waivers: [{rule: tidy, model: a, reason: r, until: soon}]\n")]
    [InlineData("outputs: {sarf: a}\n")]
    [InlineData("fail-level: high\n")]
    public void Schema_PolicyThatIsRefused_IsInvalid(string yaml)
    {
        PolicyText.Refused(yaml);
        Assert.NotEmpty(Errors(yaml));
    }

    [Fact]
    public void Schema_EveryRuleAndSetting_IsInIt()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path));
        var rules = schema.RootElement.GetProperty("$defs").GetProperty("rules").GetProperty("properties");
        Assert.Equal(
            RuleCatalog.All.Select(rule => rule.Info.Id).Order(),
            rules.EnumerateObject().Select(rule => rule.Name).Order());
        var settings = schema.RootElement.GetProperty("properties").GetProperty("settings").GetProperty("properties");
        Assert.Equal(SettingCatalog.Names.Order(), settings.EnumerateObject().Select(setting => setting.Name).Order());
    }
}
