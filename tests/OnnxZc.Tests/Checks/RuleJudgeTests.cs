using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Checks;

public sealed class RuleJudgeTests
{
    static readonly DateOnly Today = new(2030, 6, 15);

    static readonly PolicyPlace Place = new("onnxzc.yaml", 9, 3);

    static CheckedModel Model(string path = "a.onnx") =>
        new() { Path = path, FullPath = path, FileHash = new('a', 64) };

    static RuleResult One(StandInRule rule, Policy policy, CheckedModel? model = null, bool isStaticOnly = false) =>
        Assert.Single(new RuleJudge([rule], policy, Today).Judge(model ?? Model(), isStaticOnly));

    [Fact]
    public void Judge_RuleThatThrows_CostsItsOwnResultAlone()
    {
        var judge = new RuleJudge(
            [new StandInRule("one", _ => throw new InvalidOperationException("oops")), new StandInRule("two")],
            new(null),
            Today);
        var results = judge.Judge(Model(), isStaticOnly: false);
        Assert.Equal(RuleIncident.Defect, results[0].Incident);
        Assert.Contains("oops", results[0].Skipped, StringComparison.Ordinal);
        Assert.True(results[1].IsOpen);
        Assert.Equal(CheckVerdict.Defect, CheckVerdict.Of(results, RuleLevel.Error, 1, isPart: false));
    }

    [Fact]
    public void Judge_RuleThatIsOff_IsNotAsked() => Assert.Empty(new RuleJudge(
        [new StandInRule("one", level: RuleLevel.Off)], new(null), Today).Judge(Model(), isStaticOnly: false));

    [Theory]
    [InlineData("File", null)]
    [InlineData("Details", "the file is not ONNX")]
    [InlineData("Graph", "the file cannot be read as a model")]
    public void Judge_UnreadableModel_IsLookedAtByRulesOfFilesAlone(string need, string? skipped)
    {
        var model = Model() with { Error = new(ModelErrorCode.Malformed, "broken") };
        Assert.Equal(skipped, One(new StandInRule("one", need: Enum.Parse<RuleNeed>(need)), new(null), model).Skipped);
    }

    [Theory]
    [InlineData("Execution")]
    [InlineData("Scores")]
    public void Judge_StaticOnly_LeavesOutRulesThatRunModels(string need)
    {
        var rule = new StandInRule("one", need: Enum.Parse<RuleNeed>(need));
        Assert.Contains("--static-only", One(rule, new(null), isStaticOnly: true).Skipped, StringComparison.Ordinal);
        var scored = Model() with { Execution = new(), Card = Reports.Cards.Of("a") };
        Assert.True(One(rule, new(null), scored).IsOpen);
        Assert.NotNull(One(rule, new(null)).Skipped);
    }

    [Fact]
    public void Judge_Trouble_IsToldOfTheRulesThatItKeptFromLooking()
    {
        var judge = new RuleJudge(
            [new StandInRule("one", need: RuleNeed.Execution), new StandInRule("two")], new(null), Today);
        var trouble = new Dictionary<RuleNeed, string> { [RuleNeed.Execution] = "it hung" };
        var results = judge.Judge(Model(), isStaticOnly: false, trouble);
        Assert.Equal((RuleIncident.NotChecked, "it hung"), (results[0].Incident, results[0].Skipped));
        Assert.Null(results[1].Incident);
    }

    [Fact]
    public void Judge_Waiver_ExcusesItsRuleOnItsModelsAlone()
    {
        var waiver = new Waiver("one", "old/*.onnx", "why", Place);
        var policy = new Policy(null) { Waivers = [waiver] };
        Assert.Equal(waiver, One(new StandInRule("one"), policy, Model("old/a.onnx")).Waiver);
        Assert.True(One(new StandInRule("one"), policy, Model("new/a.onnx")).IsOpen);
        Assert.True(One(new StandInRule("two"), policy, Model("old/a.onnx")).IsOpen);
    }

    [Theory]
    [InlineData("2030-06-14", null, true)]
    [InlineData("2030-06-15", null, false)]
    [InlineData(null, 'a', false)]
    [InlineData(null, 'b', true)]
    public void Judge_WaiverThatEndedOrIsForAnotherFile_ExcusesNothing(string? until, char? hash, bool isOpen)
    {
        var waiver = new Waiver("one", "a.onnx", "why", Place)
        {
            Until = until is null ? null : DateOnly.Parse(until),
            FileHash = hash is { } digit ? new(digit, 64) : null,
        };
        Assert.Equal(isOpen, One(new StandInRule("one"), new(null) { Waivers = [waiver] }).IsOpen);
    }

    [Fact]
    public void Judge_RepositoryRule_HasTheLevelOfTheModelItSpeaksOf()
    {
        var policy = new Policy(null)
        {
            Overrides = [new([new("b.onnx", null)], [new("all", RuleLevel.Off, Empty, Place)], Place)],
        };
        var rule = new StandInRepositoryRule("all", ["", "a.onnx", "b.onnx"]);
        var results = new RuleJudge([rule], policy, Today).Judge(new CheckedRepository([], policy, null)
        {
            Results = [],
            Today = Today,
        });
        Assert.Equal(["", "a.onnx"], results.Select(result => result.Model));
    }

    static System.Collections.Immutable.ImmutableDictionary<string, object> Empty => [];

    [Fact]
    public void Verdict_OfResults_IsTheFirstThatHolds()
    {
        var error = One(new StandInRule("one", level: RuleLevel.Error), new(null));
        var warning = error with { Level = RuleLevel.Warn };
        var empty = error with { Rule = new StandInRule(CheckVerdict.EmptySelection).Info };
        var unchecked_ = error with { Violations = [], Incident = RuleIncident.NotChecked };
        var defect = unchecked_ with { Incident = RuleIncident.Defect };
        Assert.Equal(0, Of(RuleLevel.Error));
        Assert.Equal(0, Of(RuleLevel.Error, warning));
        Assert.Equal(1, Of(RuleLevel.Warn, warning));
        Assert.Equal(0, Of(RuleLevel.Off, error));
        Assert.Equal(0, Of(RuleLevel.Error, error with { Waiver = new("one", "a", "r", Place) }));
        Assert.Equal(1, Of(RuleLevel.Error, error, unchecked_));
        Assert.Equal(4, Of(RuleLevel.Error, warning, unchecked_));
        Assert.Equal(3, Of(RuleLevel.Error, error, empty));
        Assert.Equal(5, Of(RuleLevel.Off, defect, empty));
        Assert.Equal(3, CheckVerdict.Of([], RuleLevel.Off, 0, isPart: false));
        Assert.Equal(0, CheckVerdict.Of([], RuleLevel.Error, 0, isPart: true));

        static int Of(RuleLevel level, params RuleResult[] results) =>
            CheckVerdict.Of(results, level, 1, isPart: false);
    }
}
