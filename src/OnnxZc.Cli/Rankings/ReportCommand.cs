using System.CommandLine;
using OnnxZc.Ranking;
using OnnxZc.Store;

namespace OnnxZc.Cli.Rankings;

/// <summary><c>onnxzc report STORE</c>: compares what a store has scores of, and scores nothing.</summary>
sealed class ReportCommand
{
    const int ShownDigits = 12;

    readonly Argument<string> _store = new("STORE") { Description = "A store of scores, which rank --store made" };

    readonly Option<string[]> _proxies = TextOption.Several(
        "--proxies", "names", "Proxies by name, comma between; by default all that the store has", "-p");

    readonly Option<string?> _settings = TextOption.Of(
        "--settings", "hash", "Only models scored with these settings, by the first digits of their hash");

    readonly RankingOptions _ranking = new();

    readonly ReportOptions _report = new(hasPage: true);

    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var syntax = new ReportCommand();
        var command = new Command("report", "Rank what a store has scores of, and make a page of it.")
        {
            syntax._store,
        };
        Option[] options = [syntax._proxies, syntax._settings, .. syntax._ranking.All, .. syntax._report.All];
        foreach (var option in options)
            command.Add(option);
        command.SetAction(parsed => syntax.Execute(parsed, globals, terminal, backend));
        return command;
    }

    int Execute(ParseResult parsed, GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var path = parsed.GetValue(_store)!;
        var request = _report.Bind(parsed, globals, terminal);
        var ranking = _ranking.Bind(parsed);
        using var store = ScoreStore.Open(path, StorePlace.ToRead);
        IReadOnlyList<ScoreCard> cards = [.. store.Cards(SettingsOf(parsed, store))];
        if (cards.Count == 0)
        {
            terminal.Tell($"the store '{path}' has no models; onnxzc rank MODEL... --store {path} scores some");
            return ExitCode.NothingFound;
        }

        string[] columns = [.. OptionValues.Split(parsed.GetValue(_proxies) ?? []).Distinct(StringComparer.Ordinal)];
        if (columns.Length == 0)
            columns = [.. cards.SelectMany(card => card.Scores.Select(score => score.Proxy)).Distinct()];
        var more = ranking.NamesOf(SetProxyCatalog.All.SelectMany(proxy => proxy.Aliases.Prepend(proxy.Name)));
        columns = [.. columns.Union(more)];
        cards = SetScores.Add(cards, columns);
        using var outputs = new RankingOutputs(ranking, request, terminal);
        var run = SettingsOf(parsed, store) ?? (store.Runs() is [var only] ? only : null);
        outputs.Write(new(
            new(() => backend.Tool("cpu")),
            run is null ? [] : [.. store.SettingsOf(run)],
            run,
            ranking.Compare(cards, columns, seed: 0, store.SettingsOf)));
        return ExitCode.Of(cards, isForgiving: true);
    }

    string? SettingsOf(ParseResult parsed, ScoreStore store)
    {
        if (parsed.GetValue(_settings) is not { } digits)
            return null;
        var all = store.Runs();
        string[] runs = [.. all.Where(run => run.StartsWith(digits, StringComparison.OrdinalIgnoreCase))];
        return runs is [var only] ? only : throw new UsageException(
            $"--settings {digits} names {runs.Length} of the settings that the store has: "
            + string.Join(", ", all.Select(run => run[..ShownDigits])));
    }
}
