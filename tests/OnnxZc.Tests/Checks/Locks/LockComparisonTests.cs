using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Proxies;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Checks.Locks;

public sealed class LockComparisonTests
{
    static LockedModel Locked(string path, string file, string graph, params (string, LockedNumber)[] numbers) =>
        new(path, file, graph)
        {
            Fingerprint = new('c', 64),
            Numbers = numbers.ToDictionary(n => n.Item1, n => n.Item2),
        };

    static LockFile File(params LockedModel[] models) => new("lock", models.ToDictionary(model => model.Path));

    static CheckedModel Model(string path, string file, string graph) =>
        new() { Path = path, FullPath = path, FileHash = file, GraphHash = graph };

    static ModelChange ChangeOf(LockFile? file, CheckedModel model, params string[] paths)
    {
        var comparison = new LockComparison(file, [model.Path, .. paths], _ => (model.FileHash, model.GraphHash));
        return comparison.ChangeOf(model with { Locked = comparison.ComparableOf(model.Path, model.Card) });
    }

    [Fact]
    public void ChangeOf_AllKinds_AreToldApart()
    {
        var file = File(Locked("a", "f1", "g1"));
        Assert.Equal(ChangeKind.Unlocked, ChangeOf(null, Model("a", "f1", "g1")).Kind);
        Assert.Equal(ChangeKind.Same, ChangeOf(file, Model("a", "f1", "g1")).Kind);
        Assert.Equal(ChangeKind.Changed, ChangeOf(file, Model("a", "f2", "g1")).Kind);
        Assert.Equal(ChangeKind.New, ChangeOf(file, Model("b", "f1", "g1"), "a").Kind);
        Assert.Equal(ChangeKind.New, ChangeOf(file, Model("b", "f2", "g2")).Kind);
        Assert.Equal((ChangeKind.Renamed, "a"), (
            ChangeOf(file, Model("b", "f2", "g1")).Kind, ChangeOf(file, Model("b", "f2", "g1")).From));
    }

    [Fact]
    public void Gone_LockedModels_AreThoseThatAreNeitherThereNorRenamed()
    {
        var file = File(Locked("a", "f1", "g"), Locked("b", "f2", "g"), Locked("c", "f3", "g3"));
        // Two of the same graph are gone, and one new one has the bytes of the second.
        var comparison = new LockComparison(file, ["c", "n"], path => path == "n" ? ("f2", "g") : ("f3", "g3"));
        Assert.Equal(["a"], comparison.Gone.Select(change => change.Path));
        Assert.Equal("b", comparison.LockedOf("n")!.Path);
        Assert.All(comparison.Gone, change => Assert.Equal(ChangeKind.Missing, change.Kind));
    }

    [Fact]
    public void ComparableOf_OtherFingerprintOrVersion_LeavesSizesAlone()
    {
        var file = File(Locked("a", "f", "g", ("params", new(5)), ("snip", new(1) { Version = 1 })));
        var comparison = new LockComparison(file, ["a"], _ => default);
        var card = Cards.Of("a", Cards.Value("snip", 2));
        Assert.Equal(["params", "snip"], Names(card));
        Assert.Equal(["params"], Names(card with { Fingerprint = new('d', 64) }));
        Assert.Equal(["params"], Names(card with { Scores = [card.Scores[0] with { Version = 2 }] }));
        Assert.Equal(["params"], Names(null));

        IEnumerable<string> Names(ScoreCard? scored) => comparison.ComparableOf("a", scored)!.Numbers.Keys.Order();
    }

    [Fact]
    public void LockComparison_IncompatibleFile_LocksNothing()
    {
        var comparison = new LockComparison(
            File(Locked("a", "f", "g"), Locked("b", "f", "g")) with { Incompatible = "why" }, ["a"], _ => default);
        Assert.Null(comparison.LockedOf("a"));
        Assert.Empty(comparison.Gone);
        Assert.Equal(ChangeKind.Unlocked, comparison.ChangeOf(Model("a", "f", "g")).Kind);
    }

    [Fact]
    public void ChangeOf_ProxyBeyondItsTolerance_IsViolatedAndSaysWhatIsAllowed()
    {
        var file = File(Locked("a", "f", "g", ("snip", new(10, 0.02, 0.1) { Deviation = 0.05, Version = 1 })));
        // 0.1 + 2 % of 10 + 2 x 0.05 = 0.4
        Assert.False(Change(9.7).IsViolated);
        Assert.True(Change(9.5).IsViolated);
        Assert.False(Change(20).IsViolated);
        Assert.Equal(0.4, Change(9.5).Allowed!.Value, 1e-12);

        NumberChange Change(double value) => ChangeOf(
            file, Model("a", "f", "g") with { Card = Cards.Of("a", Cards.Value("snip", value)) }).Numbers.Single();
    }

    [Theory]
    [InlineData(Direction.Higher, 5, 4, 1)]
    [InlineData(Direction.Higher, -5, -4, -1)]
    [InlineData(Direction.Lower, 5, 4, -1)]
    [InlineData(Direction.Lower, -5, -4, 1)]
    [InlineData(Direction.None, 5, 4, 1)]
    [InlineData(Direction.None, 4, 5, 1)]
    public void Loss_ByDirection_IsHowMuchWorse(Direction direction, double before, double after, double expected) =>
        Assert.Equal(expected, NumberTolerance.Loss(before, after, direction));

    [Fact]
    public void LockedModels_ProxyOfTheNameOfASize_IsLockedAsTheSize()
    {
        var model = Model("a", "f", "g") with { Bytes = 7, Outline = new([], [], new Dictionary<string, int>()) };
        var rule = RuleCatalog.Find(LockedModels.ToleranceRule)!.Info;
        var card = Cards.Of("a", Cards.Value("bytes", 9), Cards.Repeated("snip", 2, 0.25));
        var locked = LockedModels.Of(model, card, new OnnxZc.Checks.Policies.Policy(null).SettingsOf(rule, "a"));
        Assert.Equal(new(7), locked.Numbers["bytes"]);
        Assert.Equal(new(2, 0.02) { Deviation = 0.25, Version = 1 }, locked.Numbers["snip"]);
        Assert.Equal(new('c', 64), locked.Fingerprint);
    }
}
