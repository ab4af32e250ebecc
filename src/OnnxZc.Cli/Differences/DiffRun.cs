using OnnxZc.Cli.Sweeps;
using OnnxZc.Comparisons.Differences;
using OnnxZc.Reports;
using OnnxZc.Reports.Differences;

namespace OnnxZc.Cli.Differences;

/// <summary>
/// One run of <c>onnxzc diff</c>: scores two models and reports how the second differs from the first.
/// </summary>
/// <param name="request">What to score, and where to write the difference.</param>
/// <param name="tellsDifference">Whether the exit code tells that the models differ.</param>
/// <param name="terminal">Where to write.</param>
/// <param name="backend">What scores.</param>
sealed class DiffRun(ScoreRequest request, bool tellsDifference, Terminal terminal, Backend backend)
{
    /// <summary>Runs it and returns the exit code.</summary>
    /// <exception cref="UsageException">A file cannot be written, or there is no such device.</exception>
    public int Execute()
    {
        backend.RequireDevice(request.Options.Device);
        using var outputs = new ReportOutputs(request, terminal);
        var sweep = new Sweep(
            request,
            (scorer, model) => scorer.Score(model, request.Options.Proxies),
            () => ModelScorers.Of(request, terminal, backend),
            new(terminal, request.Models.Count, lanes: 1, !request.IsQuiet),
            () => terminal.Signal() is not null);
        var cards = SetScores.Add(sweep.Run(request.Models, lanes: 1), request.Options.Proxies);
        if (terminal.Signal() is { } signal)
            return ExitCode.Signal + signal;
        terminal.TellFailures(cards);
        if (sweep.HasDefect)
            return ExitCode.Defect;
        if (cards.Any(card => card.Status == CardStatus.Failed))
            return ExitCode.Usage;
        var report = new ScoreReport(
            new(() => backend.Tool(request.Options.Device)),
            request.Options,
            SettingsFingerprint.Of(request.Options),
            cards);
        outputs.Write((writer, format, width, palette) =>
            DifferenceReport.Write(writer, report, format, width, palette));
        return CodeOf(cards);
    }

    int CodeOf(IReadOnlyList<ScoreCard> cards)
    {
        var code = ExitCode.Of(cards, request.ExitZero);
        return code == ExitCode.Ok && tellsDifference && ModelDifference.Of(cards[0], cards[1]).IsDifferent
            ? ExitCode.Findings
            : code;
    }
}
