using System.Globalization;
using OnnxZc.Cli;
using OnnxZc.Store;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli.Sweeps;

/// <summary>What a sweep of small networks leaves in its store.</summary>
static class SweptScores
{
    /// <summary>What every model has: snip, and the sizes that are always there.</summary>
    public const int PerModel = 3;

    /// <summary>How the tests sweep: every model by <see cref="PerModel"/> scores, in two workers.</summary>
    public static string[] Arguments(string zoo, string store) =>
        [zoo, "-p", "snip", "--workers", "2", "--batch-size", "4", "--store", store, "-q", "-f", "csv"];

    /// <summary>What a sweep that nothing happens to gives.</summary>
    public static Dictionary<string, string> Undisturbed(TempFolder folder, string zoo, int models)
    {
        var store = folder.PathOf("undisturbed.db");
        using var sweep = new RunningSweep(Arguments(zoo, store));
        var (code, _, error) = sweep.End();
        Assert.True(code == ExitCode.Ok, error);
        var scores = Of(store);
        Assert.Equal(PerModel * models, scores.Count);
        return scores;
    }

    /// <summary>Reads the store while the sweep writes it, until it has so many scores or the sweep is over.</summary>
    public static void Await(RunningSweep sweep, string store, int count)
    {
        while (!sweep.HasEnded && Of(store).Count < count)
            Thread.Sleep(10);
    }

    /// <summary>Every score that has a value, by model and proxy; a row that is there twice fails.</summary>
    public static Dictionary<string, string> Of(string path)
    {
        if (!File.Exists(path))
            return [];
        using var store = ScoreStore.Open(path);
        return store.Cards()
            .SelectMany(card => card.Scores.Where(score => score.Value is not null).Select(score => (
                Key: $"{card.Model} {score.Proxy}",
                Value: score.Value!.Value.ToString("R", CultureInfo.InvariantCulture))))
            .ToDictionary(score => score.Key, score => score.Value);
    }
}
