using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;
using OnnxZc.Reports;
using OnnxZc.Store;

namespace OnnxZc.Cli.Checks;

/// <summary>One run of <c>onnxzc check</c>: finds models, looks at them, judges and reports.</summary>
/// <param name="request">What was asked.</param>
/// <param name="palette">The colours of stdout.</param>
/// <param name="terminal">Where results and messages go.</param>
/// <param name="backend">What runs models.</param>
sealed class CheckRun(CheckRequest request, Palette palette, Terminal terminal, Backend backend)
{
    readonly PolicyContext _context = request.Context;

    /// <summary>Runs it and returns the exit code.</summary>
    /// <exception cref="UsageException">A file cannot be written, or git cannot be asked.</exception>
    /// <exception cref="PolicyException">The lock file cannot be read.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public int Execute()
    {
        var isQuiet = _context.Plan.Score.IsQuiet;
        if (_context.Policy.Path is null && !isQuiet)
            terminal.Tell("there is no onnxzc.yaml here or above: the rules' own levels hold; onnxzc init writes one");
        using var outputs = CheckOutputs.Open(request.Outputs, terminal, palette);
        var lockFile = _context.Lock();
        var selection = ModelSelection.Of(_context.Policy, _context.Place);
        var part = PartOf(selection, lockFile);
        if (part.Paths.Count == 0 && request.ChangedSince is { } revision && !isQuiet)
            terminal.Tell($"no model changed since {revision}");
        var comparison = new LockComparison(lockFile, [.. selection.Paths.Union(part.Paths)], HashesOf);
        var judge = new RuleJudge(RuleCatalog.All, _context.Policy, Today);
        var sweep = new CardSweep(_context, terminal, backend);
        var cards = request.IsStaticOnly ? new Dictionary<string, ScoreCard>() : sweep.Run(part.Paths);
        var checks = new ModelChecks(_context, judge, comparison, terminal, backend)
        {
            Cards = cards,
            IsStaticOnly = request.IsStaticOnly,
        }.Run(part.Paths);
        if (terminal.Signal() is { } signal)
        {
            terminal.Tell($"stopped after {checks.Count} of {part.Paths.Count} models; there is no report of a part");
            return ExitCode.Signal + signal;
        }

        var report = Report(checks, part, selection, lockFile, comparison, judge);
        report = report with { ExitCode = sweep.HasDefect ? CheckVerdict.Defect : report.ExitCode };
        outputs.Write(report);
        return request.ExitZero && report.ExitCode is CheckVerdict.Findings or CheckVerdict.Incomplete
            ? ExitCode.Ok
            : report.ExitCode;
    }

    DateOnly Today => DateOnly.FromDateTime(terminal.Clock.GetUtcNow().UtcDateTime);

    CheckedPart PartOf(ModelSelection selection, LockFile? lockFile)
    {
        var part = request.Models.Count == 0
            ? CheckedPart.All(selection)
            : CheckedPart.Named(new ModelFiles(terminal.In, terminal.Tell).Find(request.Models)
                .Select(name => _context.Place.PathOf(Path.GetFullPath(name))));
        return request.ChangedSince is { } revision
            ? part.Since(
                new GitRepository(_context.Place.Root).ChangedSince(revision),
                _context,
                lockFile,
                path => HashesOf(path).File)
            : part;
    }

    // Only asked of models that are not in the lock file while others of it are gone.
    (string? File, string? Graph) HashesOf(string path)
    {
        var model = _context.Inspect(path);
        return (model?.FileHash, model?.GraphHash);
    }

    CheckReport Report(
        IReadOnlyList<(CheckedModel Model, IReadOnlyList<RuleResult> Results)> checks,
        CheckedPart part,
        ModelSelection selection,
        LockFile? lockFile,
        LockComparison comparison,
        RuleJudge judge)
    {
        ModelChange[] gone =
        [
            .. comparison.Gone.Where(change => part.TakesGone(change.Path)).Select(change => change with
            {
                Place = LockReader.PlaceOf(
                    _context.Place.LockFile, _context.Place.LockPath, change.Path[_context.Base.Length..]),
            }),
        ];
        ModelChange[] changes =
        [
            .. checks.Select(check => check.Model.Change!)
                .Concat(gone)
                .OrderBy(change => change.Path, StringComparer.Ordinal),
        ];
        var results = judge.Judge(new CheckedRepository(
            [.. checks.Select(check => check.Model)], _context.Policy, lockFile)
        {
            Results = [.. checks.SelectMany(check => check.Results)],
            Today = Today,
            Changes = changes,
            EmptyPatterns = request.Models.Count > 0 ? [] : selection.Empty,
            Settings = request.IsStaticOnly ? [] : _context.Plan.Settings,
            IsPart = part.IsPart,
        });
        var isAsked = request.Models.Count > 0 || selection.Paths.Count == 0;
        return new()
        {
            Policy = _context.Policy.Path,
            Lock = lockFile?.Path,
            ToolVersion = backend.Version,
            Models = changes,
            Results = results,
            FailLevel = request.FailLevel,
            ExitCode = CheckVerdict.Of(results, request.FailLevel, checks.Count, part.IsPart && !isAsked),
            ChangedSince = request.ChangedSince,
            IsStaticOnly = request.IsStaticOnly,
        };
    }
}
