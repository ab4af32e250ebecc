using System.Collections.Immutable;
using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;
using OnnxZc.Proxies;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Checks.Rules;

/// <summary>The rules that look at all models together.</summary>
public sealed class RepositoryRuleTests
{
    static readonly PolicyPlace Place = new("onnxzc.yaml", 7, 5);

    static readonly DateOnly Today = new(2030, 6, 15);

    static CheckedModel Model(string path, double before, double after, double macs = 1) => new()
    {
        Path = path,
        FullPath = path,
        FileHash = new('a', 64),
        Card = Cards.Of(path, Cards.Value("snip", after)),
        Locked = Locked(path, before),
        Change = new(path, ChangeKind.Changed) { Numbers = [new("macs", null, macs), new("snip", before, after)] },
    };

    static LockedModel Locked(string path, double value) => new(path, "f", "g")
    {
        Fingerprint = new('c', 64),
        Numbers = new Dictionary<string, LockedNumber> { ["snip"] = new(value) { Version = 1 } },
    };

    static CheckedRepository Of(params CheckedModel[] models) => new(models, new("onnxzc.yaml"), null)
    {
        Results = [],
        Today = Today,
        Changes = [.. models.Select(model => model.Change).OfType<ModelChange>()],
    };

    static (string Model, string Text)[] Found(
        string id, CheckedRepository repository, params (string, object)[] settings)
    {
        var rule = (IRepositoryRule)RuleCatalog.Find(id)!;
        var values = new Policy(null).SettingsOf(rule.Info, "");
        foreach (var (name, value) in settings)
            values = values with { Values = values.Values.SetItem(name, value) };
        return [.. rule.Check(repository, values).Select(pair => (pair.Key, pair.Value.Message))];
    }

    [Fact]
    public void RankRegression_OrderThatChanged_IsToldWithItsTau()
    {
        double[] before = [1, 2, 3, 4, 5];
        Assert.Empty(Found("rank-regression", After(1.1, 2.2, 3.3, 4.4, 5.5)));
        // One of ten pairs is turned round: tau = 8/10; three of ten: 4/10.
        Assert.Empty(Found("rank-regression", After(2, 1, 3, 4, 5)));
        var found = Found("rank-regression", After(2, 1, 4, 3, 3.5))[0];
        Assert.Contains("tau-b is 0.4", found.Text, StringComparison.Ordinal);
        Assert.Empty(Found("rank-regression", After(5, 4, 3, 2, 1), ("models", 6.0)));
        Assert.Single(Found("rank-regression", After(2, 1, 3, 4, 5), ("min", 0.9)));

        CheckedRepository After(params double[] after) =>
            Of([.. before.Zip(after, (then, now) => Model($"{then}.onnx", then, now))]);
    }

    [Fact]
    public void ParetoDominated_DearerAndWorseModel_IsTold()
    {
        var small = Model("small.onnx", 0, 5, macs: 10);
        var large = Model("large.onnx", 0, 4, macs: 20);
        Assert.Equal(["large.onnx"], Found("pareto-dominated", Of(large, small)).Select(found => found.Model));
        Assert.Empty(Found("pareto-dominated", Of(Model("large.onnx", 0, 6, macs: 20), small)));
        var lower = large with { Card = Turned(large), Path = "lower.onnx" };
        Assert.Empty(Found("pareto-dominated", Of(lower, small with { Card = Turned(small) })));
        Assert.Empty(Found(
            "pareto-dominated", Of(large, small), ("columns", ImmutableArray.Create("macs"))));

        static ScoreCard Turned(CheckedModel model) => model.Card! with
        {
            Scores = [model.Card.Scores[0] with { Direction = Direction.Lower }],
        };
    }

    [Fact]
    public void MissingModel_LockedModelThatIsGone_IsTold()
    {
        var repository = Of(Model("a.onnx", 1, 1));
        Assert.Empty(Found("missing-model", repository));
        Assert.Equal(["b.onnx"], Found("missing-model", repository with
        {
            Changes = [new("b.onnx", ChangeKind.Missing)],
        }).Select(found => found.Model));
    }

    [Fact]
    public void EmptySelection_GlobThatMatchesNothing_IsToldAtItsPlace()
    {
        var repository = Of() with { EmptyPatterns = [new("modles/*.onnx", Place)] };
        var rule = (IRepositoryRule)RuleCatalog.Find("empty-selection")!;
        var violation = rule.Check(repository, new Policy(null).SettingsOf(rule.Info, "")).Single().Value;
        Assert.Contains("'modles/*.onnx'", violation.Message, StringComparison.Ordinal);
        Assert.Equal(Place, violation.Place);
        Assert.Empty(Found("empty-selection", Of()));
    }

    [Fact]
    public void BaselineIncompatible_AnythingThatForbidsComparing_IsToldOnce()
    {
        var model = Model("a.onnx", 1, 1);
        KeyValuePair<string, string>[] settings = [new("seed", "0"), new("data", "noise")];
        var baseline = new LockFile("lock", new Dictionary<string, LockedModel> { ["a.onnx"] = Locked("a.onnx", 1) })
        {
            Settings = settings,
        };
        Assert.Empty(Told(baseline));
        Assert.Equal(
            [("", "The lock file is no baseline: other units.")], Told(baseline with { Incompatible = "other units" }));
        Assert.Equal(
            [("", "Proxies are not compared: seed was 1 and is 0.")],
            Told(baseline with { Settings = [new("seed", "1"), settings[1]] }));
        Assert.Contains("has no proxies", Told(baseline with { Settings = [] })[0].Text, StringComparison.Ordinal);
        Assert.Equal("a.onnx", Told(With(Locked("a.onnx", 1) with { Fingerprint = "other" }))[0].Model);
        Assert.Contains("is not locked", Told(With(Locked("a.onnx", 1) with
        {
            Numbers = new Dictionary<string, LockedNumber>(),
        }))[0].Text, StringComparison.Ordinal);
        Assert.Contains("version 7 is locked and 1 is here", Told(With(Locked("a.onnx", 1) with
        {
            Numbers = new Dictionary<string, LockedNumber> { ["snip"] = new(1) { Version = 7 } },
        }))[0].Text, StringComparison.Ordinal);

        (string Model, string Text)[] Told(LockFile file) =>
            Found("baseline-incompatible", Of(model) with { Lock = file, Settings = settings });

        LockFile With(LockedModel locked) =>
            baseline with { Models = new Dictionary<string, LockedModel> { ["a.onnx"] = locked } };
    }

    static CheckedRepository Waived(Waiver waiver, params RuleResult[] results) => Of(Model("a.onnx", 1, 1)) with
    {
        Policy = new("onnxzc.yaml") { Waivers = [waiver] },
        Results = results,
    };

    static readonly Waiver Waiver = new("one", "*.onnx", "why", Place);

    static RuleResult Result => new(new StandInRule("one").Info, RuleLevel.Error, "a.onnx")
    {
        Violations = [new("It is not so.")],
    };

    [Fact]
    public void ExpiredWaiver_AfterItsLastDay_IsTold()
    {
        Assert.Empty(Found("expired-waiver", Waived(Waiver with { Until = Today })));
        Assert.Contains(
            "2030-06-14",
            Found("expired-waiver", Waived(Waiver with { Until = Today.AddDays(-1) }))[0].Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void StaleWaiver_HashOfAnotherFile_IsTold()
    {
        Assert.Empty(Found("stale-waiver", Waived(Waiver)));
        Assert.Empty(Found("stale-waiver", Waived(Waiver with { FileHash = new('a', 64) })));
        Assert.Single(Found("stale-waiver", Waived(Waiver with { FileHash = new('b', 64) })));
    }

    [Fact]
    public void UnmatchedWaiver_ExcusesNothing_IsToldWithTheReason()
    {
        Assert.Empty(Found("unmatched-waiver", Waived(Waiver, Result with { Waiver = Waiver })));
        var holds = Found("unmatched-waiver", Waived(Waiver, Result with { Violations = [] }))[0];
        Assert.EndsWith("the rule holds there.", holds.Text, StringComparison.Ordinal);
        Assert.Contains("is off", Found("unmatched-waiver", Waived(Waiver))[0].Text, StringComparison.Ordinal);
        Assert.Contains(
            "no model has this name",
            Found("unmatched-waiver", Waived(Waiver with { Model = "b.onnx" }, Result))[0].Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void UnmatchedWaiver_WhatWasNotLookedAt_ProvesNothing()
    {
        var skipped = Result with { Violations = [], Skipped = "left out by --static-only" };
        Assert.Empty(Found("unmatched-waiver", Waived(Waiver, skipped)));
        Assert.Empty(Found("unmatched-waiver", Waived(Waiver with { Model = "b.onnx" }) with { IsPart = true }));
    }

    [Fact]
    public void UnmatchedWaiver_ExpiredOrStaleOnes_AreToldByOtherRules()
    {
        Assert.Empty(Found("unmatched-waiver", Waived(Waiver with { Until = Today.AddDays(-1) }, Result)));
        Assert.Empty(Found("unmatched-waiver", Waived(Waiver with { FileHash = new('b', 64) }, Result)));
    }

    [Fact]
    public void Waivers_RuleThatTellsOfThem_ComesAfterAllOthers() =>
        Assert.Equal("unmatched-waiver", RuleCatalog.All.OfType<IRepositoryRule>().Last().Info.Id);
}
