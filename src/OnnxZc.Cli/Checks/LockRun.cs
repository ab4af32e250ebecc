using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;
using OnnxZc.Store;

namespace OnnxZc.Cli.Checks;

/// <summary>One run of <c>onnxzc lock</c>: the only thing that writes lock files.</summary>
/// <param name="context">The repository and its settings.</param>
/// <param name="globs">The models to lock; none for all.</param>
/// <param name="terminal">Where messages go.</param>
/// <param name="backend">What scores.</param>
sealed class LockRun(PolicyContext context, IReadOnlyList<string> globs, Terminal terminal, Backend backend)
{
    readonly RuleInfo _tolerances = RuleCatalog.Find(LockedModels.ToleranceRule)!.Info;
    readonly List<string> _gaps = [];

    /// <summary>Runs it and returns the exit code.</summary>
    /// <exception cref="UsageException">The file cannot be written, or not in part.</exception>
    /// <exception cref="PolicyException">The lock file cannot be read.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public int Execute()
    {
        var selection = ModelSelection.Of(context.Policy, context.Place);
        string[] paths = [.. selection.Paths.Where(IsNamed)];
        if (paths.Length == 0)
        {
            var what = globs.Count > 0 ? globs : selection.Empty.Select(glob => glob.Text);
            terminal.Tell($"no model matches {string.Join(", ", what)}; nothing is locked");
            return ExitCode.NothingFound;
        }

        var kept = globs.Count > 0 ? Kept(paths) : [];
        using var file = OutputFile.Open(context.Place.LockFile, "the lock file");
        var sweep = new CardSweep(context, terminal, backend);
        var cards = sweep.Run(paths);
        var locked = paths.Select(path => Locked(path, cards.GetValueOrDefault(path))).OfType<LockedModel>().ToArray();
        if (terminal.Signal() is { } signal)
        {
            terminal.Tell("stopped; the lock file is as it was");
            return ExitCode.Signal + signal;
        }

        if (sweep.HasDefect)
            throw new InvalidOperationException("scoring failed; see onnxzc score");
        file.Writer.Write(LockWriter.Write(Written([.. kept, .. locked]), context.Base));
        file.Commit();
        _gaps.ForEach(terminal.Tell);
        if (!context.Plan.Score.IsQuiet)
            terminal.Tell($"{context.Place.LockPath}: {locked.Length} locked, {kept.Count} left as they were");
        return _gaps.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    LockFile Written(LockedModel[] models) => new(context.Place.LockPath, models.ToDictionary(model => model.Path))
    {
        ToolVersion = backend.Version,
        Conventions = LockedModels.Conventions,
        Settings = context.Plan.Settings,
    };

    bool IsNamed(string path) =>
        globs.Count == 0 || globs.Any(glob => context.Policy.Matches(glob, path));

    // Blocks under other settings beside new ones would make a file that is no baseline for either.
    IReadOnlyList<LockedModel> Kept(IReadOnlyCollection<string> paths)
    {
        if (context.Lock() is not { } old)
            return [];
        var isSame = old.Incompatible is null
            && old.Settings.OrderBy(pair => pair.Key).SequenceEqual(context.Plan.Settings.OrderBy(pair => pair.Key));
        return isSame
            ? [.. old.Models.Values.Where(model => !paths.Contains(model.Path) && !IsNamed(model.Path))]
            : throw new UsageException(
                "--models: what is locked already was computed under other settings, conventions or another version; "
                + "run onnxzc lock for all models");
    }

    LockedModel? Locked(string path, ScoreCard? card)
    {
        if (context.Inspect(path) is not { } model)
        {
            var time = context.Plan.Score.Budget.Time;
            _gaps.Add($"{path}: reading it took more than {time.TotalSeconds} seconds; it is not locked");
            return null;
        }

        if (model is not { Error: null, File: { } file })
        {
            _gaps.Add($"{path}: {model.Error?.Message}; it is not locked");
            return null;
        }

        foreach (var score in card?.Scores.Where(score => score.Value is null) ?? [])
        {
            if (score.Status != ScoreStatus.NotApplicable)
                _gaps.Add($"{path}: {score.Proxy} is not locked: {score.Reason}");
        }

        if (card is { Error: { } error, Scores.Count: 0 })
            _gaps.Add($"{path}: no proxy is locked: {error.Message}");
        return LockedModels.Of(
            model with { Outline = ModelOutline.Of(file.Graph) }, card, context.Policy.SettingsOf(_tolerances, path));
    }
}
