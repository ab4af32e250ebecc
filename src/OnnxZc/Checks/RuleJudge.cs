using System.Collections.Immutable;
using OnnxZc.Checks.Policies;
using OnnxZc.Graphs;

namespace OnnxZc.Checks;

/// <summary>Asks rules and says what became of each; a rule that throws costs its own result alone.</summary>
/// <param name="rules">The rules.</param>
/// <param name="policy">What is demanded.</param>
/// <param name="today">The day on which waivers are judged.</param>
sealed class RuleJudge(IReadOnlyList<IRule> rules, Policy policy, DateOnly today)
{
    /// <summary>Whether any rule that needs this much is on for any model of a list.</summary>
    public bool Wants(RuleNeed need, IReadOnlyCollection<string> models) => rules.OfType<IModelRule>()
        .Where(rule => rule.Info.Need == need)
        .Any(rule => models.Any(model => policy.SettingsOf(rule.Info, model).Level != RuleLevel.Off));

    /// <summary>Every model rule that is on, for one model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="isStaticOnly">Whether rules that run models are left out.</param>
    /// <param name="trouble">What kept the model from being run or scored, by what was needed.</param>
    public IReadOnlyList<RuleResult> Judge(
        CheckedModel model, bool isStaticOnly, IReadOnlyDictionary<RuleNeed, string>? trouble = null)
    {
        List<RuleResult> results = [];
        foreach (var rule in rules.OfType<IModelRule>())
        {
            var settings = policy.SettingsOf(rule.Info, model.Path);
            if (settings.Level == RuleLevel.Off)
                continue;
            var blank = new RuleResult(rule.Info, settings.Level, model.Path) { Place = settings.Place };
            results.Add(trouble is not null && trouble.TryGetValue(rule.Info.Need, out var why)
                ? blank with { Skipped = why, Incident = RuleIncident.NotChecked }
                : WhySkipped(rule.Info.Need, model, isStaticOnly) is { } reason
                ? blank with { Skipped = reason }
                : Excused(Asked(blank, () => rule.Check(model, settings)), model.FileHash));
        }

        return results;
    }

    /// <summary>Every rule on a model that nothing is known of.</summary>
    public IReadOnlyList<RuleResult> Unread(string model, string why, RuleIncident incident) =>
    [
        .. rules.OfType<IModelRule>()
            .Select(rule => (rule.Info, Settings: policy.SettingsOf(rule.Info, model)))
            .Where(rule => rule.Settings.Level != RuleLevel.Off)
            .Select(rule => new RuleResult(rule.Info, rule.Settings.Level, model)
            {
                Place = rule.Settings.Place,
                Skipped = why,
                Incident = incident,
            }),
    ];

    /// <summary>Every repository rule that is on, after one another: each sees what those before it found.</summary>
    /// <param name="repository">The repository with the results of its models.</param>
    /// <returns>All results, those of the models first.</returns>
    public IReadOnlyList<RuleResult> Judge(CheckedRepository repository)
    {
        var results = repository.Results.ToList();
        foreach (var rule in rules.OfType<IRepositoryRule>())
            results.AddRange(Judge(rule, repository with { Results = [.. results] }));
        return results;
    }

    IEnumerable<RuleResult> Judge(IRepositoryRule rule, CheckedRepository repository)
    {
        var settings = policy.SettingsOf(rule.Info, "");
        var canBeOn = settings.Level != RuleLevel.Off
            || policy.Overrides.Any(part => part.Rules.Any(entry => entry.Rule == rule.Info.Id));
        if (!canBeOn)
            yield break;

        if (WhySkipped(rule.Info.Need, repository) is { } reason)
        {
            yield return new(rule.Info, settings.Level, "") { Place = settings.Place, Skipped = reason };
            yield break;
        }

        KeyValuePair<string, Violation>[] found = [];
        var whole = new RuleResult(rule.Info, settings.Level, "") { Place = settings.Place };
        var asked = Asked(whole, () =>
        {
            found = [.. rule.Check(repository, settings)];
            return found.Where(pair => pair.Key.Length == 0).Select(pair => pair.Value);
        });
        if (settings.Level != RuleLevel.Off || asked.Incident is not null)
            yield return Excused(asked, null);
        foreach (var group in found.Where(pair => pair.Key.Length > 0).GroupBy(pair => pair.Key))
        {
            var own = policy.SettingsOf(rule.Info, group.Key);
            if (own.Level == RuleLevel.Off)
                continue;
            var hash = repository.Changes.FirstOrDefault(change => change.Path == group.Key)?.FileHash;
            yield return Excused(
                new RuleResult(rule.Info, own.Level, group.Key)
                {
                    Place = own.Place,
                    Violations = WorstFirst(group.Select(pair => pair.Value)),
                },
                hash);
        }
    }

    static RuleResult Asked(RuleResult blank, Func<IEnumerable<Violation>> ask)
    {
        try
        {
            return blank with { Violations = WorstFirst(ask()) };
        }
        catch (Exception e) when (Failure.Of(e) is { } failure)
        {
            return blank with { Skipped = failure.Reason, Incident = RuleIncident.NotChecked };
        }
        catch (Exception e)
        {
            var what = $"{e.GetType().Name}: {e.Message}";
            return blank with
            {
                Skipped = $"the rule failed, which is a defect of onnxzc; please report it ({what})",
                Incident = RuleIncident.Defect,
            };
        }
    }

    RuleResult Excused(RuleResult result, string? fileHash) => result.Violations.IsEmpty
        ? result
        : result with
        {
            Waiver = policy.Waivers.FirstOrDefault(waiver => waiver.Rule == result.Rule.Id
                && policy.Matches(waiver.Model, result.Model)
                && waiver.IsValid(today, fileHash)),
        };

    static string? WhySkipped(RuleNeed need, CheckedModel model, bool isStaticOnly) => need switch
    {
        RuleNeed.File => null,
        RuleNeed.Details => model.Details is null ? "the file is not ONNX" : null,
        _ when model.Error is { Code: ModelErrorCode.LfsPointer } => "the file is a Git LFS pointer",
        _ when model.Error is not null => "the file cannot be read as a model",
        RuleNeed.Graph => null,
        _ when isStaticOnly => "left out by --static-only",
        RuleNeed.Execution => model.Execution is null ? "the model was not run" : null,
        _ => model.Card is null ? "the policy's settings name no proxies" : null,
    };

    static string? WhySkipped(RuleNeed need, CheckedRepository repository) => need switch
    {
        not RuleNeed.Scores => null,
        _ when repository.IsPart => "only some of the models are checked",
        _ => repository.Models.All(model => model.Card is null) ? "no model was scored" : null,
    };

    static ImmutableArray<Violation> WorstFirst(IEnumerable<Violation> violations) =>
        [.. violations.OrderByDescending(violation => violation.Excess ?? 0)];
}
