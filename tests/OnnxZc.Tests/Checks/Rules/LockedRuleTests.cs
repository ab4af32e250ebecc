using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Proxies;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Checks.Rules;

/// <summary>The rules of scores, locks and policies that look at one model.</summary>
public sealed class LockedRuleTests
{
    static readonly GraphOutline Outline = new(
        ["x: Float32[N, 3]", "mask: Int64[N]"],
        ["y: Float32[N, 2]"],
        new Dictionary<string, int> { ["Conv"] = 3, ["Relu"] = 2 });

    static readonly CheckedModel Model = new()
    {
        Path = "a.onnx",
        FullPath = "a.onnx",
        FileHash = new('a', 64),
        GraphHash = new('b', 64),
        Bytes = 100,
        Outline = Outline,
        Locked = new("a.onnx", new('9', 64), new('b', 64))
        {
            Outline = Outline,
            Numbers = new Dictionary<string, LockedNumber> { ["snip"] = Snip(10) },
        },
    };

    static LockedNumber Snip(double value) => new(value, 0.02) { Version = 1 };

    static string[] Found(string id, CheckedModel model, params (string Name, object Value)[] settings)
    {
        var rule = (IModelRule)RuleCatalog.Find(id)!;
        var values = new Policy(null).SettingsOf(rule.Info, model.Path);
        foreach (var (name, value) in settings)
            values = values with { Values = values.Values.SetItem(name, value) };
        return [.. rule.Check(model, values).Select(violation => violation.Message)];
    }

    static CheckedModel Scored(params Score[] scores) => Model with { Card = Cards.Of("a.onnx", scores) };

    [Fact]
    public void Readable_BrokenModel_SaysWhyAndPointersAreLeftToTheirRule()
    {
        Assert.Contains("early", Found("readable", Broken(ModelErrorCode.Malformed))[0], StringComparison.Ordinal);
        Assert.Empty(Found("readable", Broken(ModelErrorCode.LfsPointer)));
        Assert.Empty(Found("readable", Model));

        static CheckedModel Broken(ModelErrorCode code) => Model with { Error = new(code, "it ends early") };
    }

    [Fact]
    public void InterfaceChanged_EveryKindOfChange_IsTold()
    {
        Assert.Empty(Found("interface-changed", Model));
        Assert.Empty(Found("interface-changed", Model with { Locked = null }));
        Assert.Equal(["The input 'mask: Int64[N]' is gone."], Changed(["x: Float32[N, 3]"], null));
        Assert.Equal(
            ["The output 'y: Float32[N, 2]' is now 'y: Float32[N, 5]'."], Changed(null, ["y: Float32[N, 5]"]));
        Assert.Equal(["The output 'z: Bool[]' is new."], Changed(null, ["y: Float32[N, 2]", "z: Bool[]"]));
        Assert.Equal(
            ["The inputs stand in another order: mask: Int64[N]; x: Float32[N, 3]."],
            Changed(["mask: Int64[N]", "x: Float32[N, 3]"], null));

        static string[] Changed(string[]? inputs, string[]? outputs) => Found("interface-changed", Model with
        {
            Outline = Outline with { Inputs = inputs ?? Outline.Inputs, Outputs = outputs ?? Outline.Outputs },
        });
    }

    [Fact]
    public void OperatorsChanged_OtherCounts_AreTold()
    {
        Assert.Empty(Found("operators-changed", Model));
        var operators = new Dictionary<string, int> { ["Conv"] = 3, ["Gelu"] = 2 };
        Assert.Equal(
            ["Its operators changed: Gelu 0 → 2, Relu 2 → 0."],
            Found("operators-changed", Model with { Outline = Outline with { Operators = operators } }));
    }

    [Fact]
    public void ChangedModel_OtherBytes_AreToldWithWhatMoved()
    {
        NumberChange[] numbers = [new("params", 1_234_560, 1_234_567), new("macs", 5, 5), new("snip", 0.5, 0.12345678)];
        var change = new ModelChange("a.onnx", ChangeKind.Changed) { Numbers = [.. numbers] };
        Assert.Equal(
            ["It changed since it was locked: params 1,234,560 → 1,234,567 (+0%), "
                + "snip 0.5 → 0.123457 (-75.31%), the same graph."],
            Found("changed-model", Model with { Change = change }));
        Assert.Empty(Found("changed-model", Model with { Change = change with { Kind = ChangeKind.Same } }));
    }

    [Fact]
    public void UnlockedModel_NewOrRenamedModel_IsTold()
    {
        Assert.Single(Found("unlocked-model", With(ChangeKind.New)));
        Assert.Contains("'b.onnx'", Found("unlocked-model", With(ChangeKind.Renamed))[0], StringComparison.Ordinal);
        Assert.Empty(Found("unlocked-model", With(ChangeKind.Unlocked)));
        Assert.Empty(Found("unlocked-model", With(ChangeKind.Changed)));

        static CheckedModel With(ChangeKind kind) =>
            Model with { Change = new("a.onnx", kind) { From = "b.onnx" } };
    }

    [Fact]
    public void ScoreRegression_ByDirectionAndTolerance_TellsWhatGotWorse()
    {
        Assert.Empty(Found("score-regression", Scored(Cards.Value("snip", 9.81))));
        Assert.Equal(
            ["The proxy snip got worse: 10 → 9.7 (-3%); allowed is 0.2 or 2%."],
            Found("score-regression", Scored(Cards.Value("snip", 9.7))));
        Assert.Empty(Found("score-regression", Scored(Cards.Value("snip", 30))));
        var lower = Cards.Value("snip", 10.3) with { Direction = Direction.Lower };
        Assert.Single(Found("score-regression", Scored(lower)));
        Assert.Empty(Found("score-regression", Scored(Cards.Value("nwot", -100))));
    }

    [Fact]
    public void ScoreRegression_MeasuredSpread_IsNoRegression()
    {
        var locked = Model.Locked! with
        {
            Numbers = new Dictionary<string, LockedNumber> { ["snip"] = Snip(10) with { Deviation = 0.2 } },
        };
        Assert.Empty(Found("score-regression", Scored(Cards.Value("snip", 9.45)) with { Locked = locked }));
        Assert.Single(Found("score-regression", Scored(Cards.Value("snip", 9.35)) with { Locked = locked }));
    }

    [Fact]
    public void ScoreRegression_NamedProxies_AreComparedAlone()
    {
        var model = Scored(Cards.Value("snip", 1));
        Assert.Single(Found("score-regression", model, ("proxies", Texts("snip"))));
        Assert.Empty(Found("score-regression", model, ("proxies", Texts("nwot"))));
    }

    [Fact]
    public void ScoreStatus_ProxyWithoutValue_IsTold()
    {
        var failed = Scored(Cards.Missing("nwot", ScoreStatus.Failed, "NaN"));
        var undefined = Scored(Cards.NotApplicable("nwot", "no layers"));
        Assert.Equal(["The proxy nwot has no value: NaN."], Found("score-status", failed));
        Assert.Empty(Found("score-status", failed, ("allow", Texts("failed"))));
        Assert.Empty(Found("score-status", undefined));
        Assert.Single(Found("score-status", undefined, ("allow", Texts())));
        Assert.Empty(Found("score-status", Scored(Cards.Value("nwot", 1))));
    }

    [Fact]
    public void ScoreStatus_ProxyThatHadAValue_IsToldWhateverIsAllowed() => Assert.Contains(
        "had one when it was locked",
        Found("score-status", Scored(Cards.NotApplicable("snip", "no layers")))[0],
        StringComparison.Ordinal);

    [Fact]
    public void ScoreStatus_CardWithoutAnyScore_IsTold() =>
        Assert.Single(Found("score-status", Model with { Card = Cards.Failed("a.onnx") with { Scores = [] } }));

    [Fact]
    public void CoverageMin_LittleKnown_IsTold()
    {
        Assert.Empty(Found("coverage-min", Counted(0.9)));
        Assert.Contains("50% of its costly nodes", Found("coverage-min", Counted(0.5))[0], StringComparison.Ordinal);
        Assert.Empty(Found("coverage-min", Counted(0.5), ("min", 0.4)));
        Assert.Contains("not known at all", Found("coverage-min", Model)[0], StringComparison.Ordinal);

        static CheckedModel Counted(double share) => Model with { Counts = new ModelCounts(1, 1, 1, share, ["If-13"]) };
    }

    static System.Collections.Immutable.ImmutableArray<string> Texts(params string[] texts) => [.. texts];
}
