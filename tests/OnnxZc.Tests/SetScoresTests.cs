using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests;

public sealed class SetScoresTests
{
    static readonly ScoreCard Strong = Card("strong.onnx", 3, 3, 3);
    static readonly ScoreCard Weak = Card("weak.onnx", 1, 1, 5);

    [Fact]
    public void Add_SeveralModels_PutsTheirScoresLast()
    {
        var cards = SetScores.Add([Strong, Weak], ["snip", "vote"]);
        Assert.Equal([1.0, 0.0], cards.Select(card => card.Scores[^1].Value!.Value));
        Assert.All(cards, card => Assert.Equal(("vote", 1), (card.Scores[^1].Proxy, card.Scores[^1].Version)));
        Assert.Equal(Strong.Scores, cards[0].Scores.SkipLast(1));
    }

    [Fact]
    public void Add_Again_ReplacesWhatASmallerSetGave()
    {
        var alone = SetScores.Add([Strong], ["vote"]);
        Assert.Equal(ScoreStatus.NotApplicable, alone[0].Scores[^1].Status);
        var both = SetScores.Add([.. alone, Weak], ["vote"]);
        Assert.Equal([1.0, 0.0], both.Select(card => card.Scores.Single(score => score.Proxy == "vote").Value!.Value));
    }

    [Fact]
    public void Add_ModelThatFailed_SharesItsReasonAndTakesNoPart()
    {
        var cards = SetScores.Add([Strong, Cards.Failed("bad.onnx", "cut"), Weak], ["vote"]);
        Assert.Equal((ScoreStatus.Failed, "cut"), (cards[1].Scores[^1].Status, cards[1].Scores[^1].Reason));
        Assert.Equal(1, cards[0].Scores[^1].Value);
    }

    [Fact]
    public void Add_MembersUnderAnAlias_AreFound()
    {
        var (few, many) = (Az("few.onnx", 10), Az("many.onnx", 20));
        var cards = SetScores.Add([few, many], ["aznas"]);
        Assert.Equal("aznas", cards[0].Scores[^1].Proxy);
        Assert.Equal((4 - 1) * Math.Log(1.5 / 2) + Math.Log(0.5), cards[0].Scores[^1].Value!.Value, 1e-15);

        static ScoreCard Az(string name, double flops) => Cards.Of(
            name,
            Cards.Value("az_expressivity", 1),
            Cards.Value("az_progressivity", 1),
            Cards.Value("az_trainability", 1),
            Cards.Value("flops_macs", flops));
    }

    static ScoreCard Card(string name, double synflow, double jacobCov, double snip) => Cards.Of(
        name, Cards.Value("synflow", synflow), Cards.Value("jacob_cov", jacobCov), Cards.Value("snip", snip));
}
