namespace OnnxZc.Tests.House;

/// <summary>The library example of the README, which prints to where the test reads.</summary>
static class ReadMeExample
{
    public static void Run(string model, TextWriter output)
    {
        // The README shows this:
        var scorer = new Scorer(new ScoreOptions { Proxies = ["params", "flops", "snip", "nwot"], BatchSize = 8 });
        var card = scorer.Score(model);

        foreach (var score in card.Scores)
            output.WriteLine($"{score.Proxy}: {score.Value:0.####}");
    }
}
