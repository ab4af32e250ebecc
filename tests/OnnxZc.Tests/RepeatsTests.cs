using OnnxZc.Data;
using OnnxZc.Networks;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests;

public sealed class RepeatsTests
{
    static readonly ScoreOptions Three = new() { Proxies = ["snip"], Seed = 5, Repeat = 3 };

    [Theory]
    [InlineData(Vary.Both, InitScheme.Kaiming, "5,5 6,6 7,7")]
    [InlineData(Vary.Init, InitScheme.Kaiming, "5,5 6,5 7,5")]
    [InlineData(Vary.Batch, InitScheme.Kaiming, "5,5 5,6 5,7")]
    [InlineData(Vary.Both, InitScheme.AsIs, "5,5 6,6 7,7")]
    public void Seeds_OfRepeats_CountUpForWhatVaries(Vary vary, InitScheme init, string expected) => Assert.Equal(
        expected,
        string.Join(' ', new Repeats(Three with { Vary = vary, Init = init }).Seeds
            .Select(seeds => $"{seeds.Weights},{seeds.Batch}")));

    [Theory]
    [InlineData(Vary.Init, InitScheme.AsIs, true, "--vary init has nothing to vary")]
    [InlineData(Vary.Batch, InitScheme.Kaiming, false, "--vary batch has nothing to vary")]
    [InlineData(Vary.Both, InitScheme.AsIs, false, "--repeat has nothing to vary")]
    [InlineData(Vary.Both, InitScheme.Kaiming, false, null)]
    [InlineData(Vary.Both, InitScheme.AsIs, true, null)]
    public void WhyPointless_NothingThatVaries_IsSaidWithTheWayOut(
        Vary vary, InitScheme init, bool isSeeded, string? expected)
    {
        var options = Three with { Vary = vary, Init = init, Data = new Source(isSeeded) };
        var reason = new Repeats(options).WhyPointless;
        Assert.Equal(expected, reason?[..expected!.Length]);
        Assert.True(reason?.Contains(": give --", StringComparison.Ordinal) ?? true);
        Assert.Null(new Repeats(options with { Repeat = 1 }).WhyPointless);
        if (reason is not null)
            Assert.Throws<ArgumentException>(() => new Scorer(options));
    }

    [Theory]
    [InlineData("zen", Vary.Init, Vary.Init)]
    [InlineData("zen", Vary.Both, Vary.Both)]
    [InlineData("meco", Vary.Both, Vary.Batch)]
    [InlineData("az_nas", Vary.Batch, Vary.Batch)]
    [InlineData("snip", Vary.Both, null)]
    public void Varied_OfProxiesThatDraw_IsWhatTheyDraw(string proxy, Vary vary, Vary? expected) => Assert.Equal(
        expected, new Repeats(Three with { Proxies = [proxy], Vary = vary, Data = new Source(false) }).Varied);

    [Fact]
    public void WhyPointless_NoRepeatAtAll_IsSaid() =>
        Assert.Equal(
            "--repeat takes a whole number from 1 up, not '0'", new Repeats(Three with { Repeat = 0 }).WhyPointless);

    [Fact]
    public void Join_ValuesOfAllRepeats_AreTheirMean()
    {
        var joined = Repeats.Join([Cards.Value("snip", 1), Cards.Value("snip", 2), Cards.Value("snip", 6)]);
        Assert.Equal((ScoreStatus.Ok, 3.0, null, 1.5), (joined.Status, joined.Value, joined.Reason, joined.Seconds));
        Assert.Equal(new(3, 3, Math.Sqrt(7), 1, 6), joined.Spread);
    }

    [Fact]
    public void Join_OneRepeat_IsThatScore() =>
        Assert.Equal(Cards.Value("snip", 1), Repeats.Join([Cards.Value("snip", 1)]));

    [Fact]
    public void Join_OneRepeatWithoutValue_HasNoValueAndCountsTheOthers()
    {
        var joined = Repeats.Join(
        [
            Cards.Value("snip", 1), Cards.NotApplicable("snip", "no weights"), Cards.Value("snip", 3),
            Cards.Missing("snip", ScoreStatus.OutOfMemory, "no room"),
        ]);
        Assert.Equal((ScoreStatus.OutOfMemory, null), (joined.Status, joined.Value));
        Assert.Equal("2 of 4 repeats have a value; repeat 4: no room", joined.Reason);
        Assert.Equal(new(4, 2, Math.Sqrt(2), 1, 3), joined.Spread);
    }

    [Fact]
    public void Join_FirstRepeatWithoutValue_HasNoValueEither()
    {
        var joined = Repeats.Join([Cards.Missing("snip", ScoreStatus.Failed, "NaN"), Cards.Value("snip", 3)]);
        Assert.Equal((ScoreStatus.Failed, null), (joined.Status, joined.Value));
        Assert.Equal("1 of 2 repeats have a value; repeat 1: NaN", joined.Reason);
    }

    [Fact]
    public void Join_SameReasonInAllRepeats_IsSaidOnce()
    {
        var failed = Cards.Missing("snip", ScoreStatus.Failed, "NaN");
        Assert.Equal(failed with { Spread = new(2, 0, null, null, null) }, Repeats.Join([failed, failed]));
        var undefined = Cards.NotApplicable("nwot", "no ReLU");
        Assert.Equal(undefined, Repeats.Join([undefined, undefined]));
    }

    sealed class Source(bool isSeeded) : IBatchSource
    {
        public string Fingerprint => "none";

        public bool IsSeeded => isSeeded;

        public Batch Read(BatchRequest request) => throw new NotSupportedException();
    }
}
