using System.Collections.Immutable;
using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Policies;

public sealed class PolicyReaderTests
{
    [Theory]
    [InlineData("model: a\n", "onnxzc.yaml:1:1: a policy has no key 'model'; did you mean 'models'?")]
    [InlineData("- a\n", "onnxzc.yaml:1:1: a policy is a map of models")]
    [InlineData("models: []\n", "onnxzc.yaml:1:9: models needs a glob")]
    [InlineData("models: ['!a.onnx']\n", "onnxzc.yaml:1:9: models needs a glob")]
    [InlineData("models: [/a.onnx]\n", "onnxzc.yaml:1:10: '/a.onnx' lies outside")]
    [InlineData("models: [a, ../b.onnx]\n", "onnxzc.yaml:1:13: '../b.onnx' lies outside")]
    [InlineData("models: {a: b}\n", "onnxzc.yaml:1:9: a glob is a text")]
    [InlineData("settings: [a]\n", "onnxzc.yaml:1:11: settings takes a map, not a list")]
    [InlineData("settings:\n  batchsize: 3\n", "2:3: there is no setting 'batchsize'; did you mean 'batch-size'?")]
    [InlineData("settings:\n  plugin: a.dll\n", "onnxzc.yaml:2:3: a policy loads no plugins")]
    [InlineData("settings:\n  seed: [1, 2]\n", "onnxzc.yaml:2:9: seed takes one text or number, not a list")]
    [InlineData("settings:\n  proxies: {a: b}\n", "onnxzc.yaml:2:12: proxies takes texts or a list")]
    [InlineData("settings:\n  dim: {n: [1]}\n", "onnxzc.yaml:2:12: dim takes a map")]
    [InlineData("settings:\n  seed:\n", "seed takes one text or number, not nothing")]
    [InlineData("rules: [tidy]\n", "onnxzc.yaml:1:8: rules takes a map")]
    [InlineData("rules:\n  tidi: warn\n", "onnxzc.yaml:2:3: there is no rule 'tidi'; did you mean 'tidy'?")]
    [InlineData("rules:\n  tidy: warning\n", "onnxzc.yaml:2:9: tidy takes error, warn or off, not 'warning'")]
    [InlineData("rules:\n  tidy: [warn]\n", "onnxzc.yaml:2:9: tidy takes error, warn or off, not a list")]
    [InlineData("rules:\n  tidy: {limit: 3}\n", "onnxzc.yaml:2:10: the rule tidy has no key 'limit'")]
    [InlineData("rules:\n  max-things: error\n", "onnxzc.yaml:2:3: the rule max-things needs one of limit, growth")]
    [InlineData("rules:\n  max-things: {limit: many}\n", "onnxzc.yaml:2:23: limit takes a number such as 25M")]
    [InlineData("rules:\n  max-things: {limit: 1, strict: yes}\n", "strict takes true or false, not 'yes'")]
    [InlineData("rules:\n  max-things: {limit: 1, word: gren}\n", "word does not take 'gren'; did you mean 'green'?")]
    [InlineData("rules:\n  max-things: {limit: 1, names: {a: b}}\n", "names takes a list of texts, not a map")]
    [InlineData("rules:\n  max-things: {limit: 1, level: big}\n", "max-things.level takes error, warn or off")]
    [InlineData("overrides: a\n", "onnxzc.yaml:1:12: overrides takes a list")]
    [InlineData("overrides:\n  - rules: {tidy: off}\n", "onnxzc.yaml:2:5: an override needs models")]
    [InlineData("overrides:\n  - models: a\n", "onnxzc.yaml:2:5: an override needs rules")]
    [InlineData("overrides:\n  - models: '!a'\n    rules: {tidy: off}\n", "2:13: an override names the models")]
    [InlineData("overrides:\n  - models: a\n    rules: {max-things: warn}\n", "3:13: the rule max-things needs")]
    [InlineData("overrides:\n  - model: a\n", "an override has no key 'model'; did you mean 'models'?")]
    [InlineData("waivers:\n  - {model: a, reason: r}\n", "onnxzc.yaml:2:5: a waiver needs rule")]
    [InlineData("waivers:\n  - {rule: tidy, reason: r}\n", "onnxzc.yaml:2:5: a waiver needs model")]
    [InlineData("waivers:\n  - {rule: tidy, model: a}\n", "onnxzc.yaml:2:5: a waiver needs reason")]
    [InlineData("waivers:\n  - {rule: tidy, model: a, reason: ' '}\n", "onnxzc.yaml:2:36: the reason is empty")]
    [InlineData("waivers:\n  - {rule: tydi, model: a, reason: r}\n", "onnxzc.yaml:2:12: there is no rule 'tydi'")]
    [InlineData("waivers:\n  - {rule: tidy, model: a, reason: r, until: soon}\n", "until takes a day such as")]
    [InlineData("waivers:\n  - {rule: tidy, model: a, reason: r, until: 2030-02-30}\n", "until takes a day")]
    [InlineData("waivers:\n  - {rule: tidy, model: a, reason: r, sha256: abc}\n", "sha256 takes the 64 hex")]
    [InlineData("outputs: [sarif]\n", "onnxzc.yaml:1:10: outputs takes a map")]
    [InlineData("outputs: {sarf: a}\n", "onnxzc.yaml:1:11: there is no format 'sarf'; did you mean 'sarif'?")]
    [InlineData("outputs: {sarif: }\n", "sarif takes a file or -, not nothing")]
    [InlineData("outputs: {sarif: ../a.sarif}\n", "onnxzc.yaml:1:18: '../a.sarif' lies outside")]
    [InlineData("outputs: {sarif: /etc/passwd}\n", "'/etc/passwd' lies outside")]
    [InlineData("fail-level: high\n", "onnxzc.yaml:1:13: fail-level takes error, warn or off, not 'high'")]
    public void Read_WrongPolicy_IsRefusedWithPlaceAndWayOut(string text, string expected) =>
        Assert.Contains(expected, PolicyText.Refused(text), StringComparison.Ordinal);

    [Fact]
    public void Read_WholePolicy_HasWhatIsWritten()
    {
        var policy = PolicyText.Read("""
            models: ['a/*.onnx', '!a/x.onnx']
            settings:
              proxies: [snip, nwot]
              dim: {sequence: 128}
              seed: 3
            rules:
              max-things: {limit: 1.5k, size: 2MiB, growth: 10%, strict: true, word: red, names: [u, v]}
              tidy: error
            overrides:
              - models: a/big*.onnx
                rules:
                  max-things: {level: warn, limit: 2M}
            waivers:
              - rule: tidy
                model: a/old.onnx
                reason: soon gone
                until: 2030-12-31
                sha256: ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789
            outputs: {sarif: out.sarif, table: '-'}
            fail-level: warn
            """);
        Assert.Equal(["a/*.onnx", "!a/x.onnx"], policy.Models.Select(glob => glob.Text));
        Assert.Equal(
            ["proxies=snip,nwot", "dim=sequence=128", "seed=3"],
            policy.Settings.Select(setting => $"{setting.Name}={string.Join(',', setting.Values)}"));
        var settings = policy.SettingsOf(PolicyText.Rules[0], "a/small.onnx");
        Assert.Equal(RuleLevel.Error, settings.Level);
        Assert.Equal(1500, settings.Number("limit"));
        Assert.Equal(2 << 20, settings.Number("size"));
        Assert.Equal(0.1, settings.Number("growth")!.Value, 1e-12);
        Assert.True(settings.Flag("strict"));
        Assert.Equal("red", settings.Text("word"));
        Assert.Equal(["u", "v"], settings.Texts("names").ToArray());
        Assert.Equal(7, settings.Place!.Line);
        var waiver = Assert.Single(policy.Waivers);
        Assert.Equal(new DateOnly(2030, 12, 31), waiver.Until);
        Assert.StartsWith("abcdef", waiver.FileHash, StringComparison.Ordinal);
        Assert.Equal(["sarif", "table"], policy.Outputs.Select(output => output.Format));
        Assert.Equal(RuleLevel.Warn, policy.FailLevel!.Value.Level);
    }

    [Fact]
    public void SettingsOf_OverriddenModel_KeepsWhatTheOverrideLeavesAlone()
    {
        var policy = PolicyText.Read("""
            rules: {max-things: {limit: 1, growth: 5%}}
            overrides:
              - {models: 'big/**', rules: {max-things: {limit: 9}}}
              - {models: big/a.onnx, rules: {max-things: warn}}
              - {models: 'off/*', rules: {max-things: off}}
            """);
        var rule = PolicyText.Rules[0];
        Assert.Equal((RuleLevel.Error, 1.0), Of("small.onnx"));
        Assert.Equal((RuleLevel.Error, 9.0), Of("big/deep/b.onnx"));
        Assert.Equal((RuleLevel.Warn, 9.0), Of("big/a.onnx"));
        Assert.Equal((RuleLevel.Off, 1.0), Of("off/a.onnx"));
        Assert.Equal(0.05, policy.SettingsOf(rule, "big/a.onnx").Number("growth"));

        (RuleLevel, double?) Of(string model) =>
            policy.SettingsOf(rule, model) is var settings ? (settings.Level, settings.Number("limit")) : default;
    }

    [Fact]
    public void SettingsOf_RuleThatNobodyNames_IsTheRulesOwn()
    {
        var policy = PolicyText.Read("");
        Assert.Equal(RuleLevel.Off, policy.SettingsOf(PolicyText.Rules[0], "a").Level);
        Assert.Equal(RuleLevel.Warn, policy.SettingsOf(PolicyText.Rules[1], "a").Level);
        Assert.Null(policy.SettingsOf(PolicyText.Rules[1], "a").Place);
        Assert.Equal(Policy.EveryModel, Assert.Single(policy.Models).Text);
    }

    [Fact]
    public void ReadUser_WhatARepositoryDemands_IsRefused()
    {
        using var folder = new TempFolder();
        var path = folder.Write("config.yaml", "settings: {seed: 1}\nrules: {tidy: off}\n"u8.ToArray());
        var error = Assert.Throws<PolicyException>(() => PolicyReader.ReadUser(path));
        Assert.Contains(":2:1: 'rules' belongs into a repository's", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("25M", 25e6)]
    [InlineData("1.5G", 1.5e9)]
    [InlineData("8B", 8e9)]
    [InlineData("3k", 3e3)]
    [InlineData("-2", -2)]
    [InlineData("1e6", 1e6)]
    [InlineData("12", 12)]
    public void Number_WithUnit_IsWhatItStandsFor(string text, double expected) =>
        Assert.Equal(expected, Value("limit", text));

    [Theory]
    [InlineData("100MB", 100e6)]
    [InlineData("1.5GiB", 1.5 * (1L << 30))]
    [InlineData("12", 12)]
    [InlineData("2 kB", 2000)]
    public void Bytes_WithUnit_AreWhatTheyStandFor(string text, double expected) =>
        Assert.Equal(expected, Value("size", text));

    [Theory]
    [InlineData("limit", "1e999")]
    [InlineData("limit", "5X")]
    [InlineData("limit", "M")]
    [InlineData("limit", "nan")]
    [InlineData("size", "-1")]
    [InlineData("size", "5M")]
    [InlineData("growth", "5k")]
    [InlineData("growth", "-1%")]
    public void Number_OfAnotherForm_IsRefused(string parameter, string text) =>
        Assert.Contains($"{parameter} takes", Refused(parameter, text), StringComparison.Ordinal);

    [Fact]
    public void Texts_SingleText_AreAListOfOne() =>
        Assert.Equal(["a"], ((ImmutableArray<string>)Value("names", "a")).ToArray());

    static object Value(string parameter, string text) =>
        RuleValue.Read(PolicyText.Rules[0].Parameters.Single(p => p.Name == parameter), Node(text));

    static string Refused(string parameter, string text) =>
        Assert.Throws<PolicyException>(() => Value(parameter, text)).Message;

    static ConfigScalar Node(string text) => new(text, IsQuoted: false, new("p.yaml", 1, 1));
}
