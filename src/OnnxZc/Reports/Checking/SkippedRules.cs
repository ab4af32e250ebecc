using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>Rules that were not looked at for one reason.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Rules">The rules, alphabetically.</param>
/// <param name="Models">The models, in the report's order; the repository as a whole is the empty path.</param>
/// <param name="IsIncident">Whether something went wrong.</param>
sealed record SkippedRules(
    string Reason, IReadOnlyList<string> Rules, IReadOnlyList<string> Models, bool IsIncident)
{
    const int MostNames = 8;

    /// <summary><c>parity, deterministic on 12 models: --static-only</c>.</summary>
    public string Text => $"{Named(Rules)} on {Place}: {Reason}";

    string Place => Models switch
    {
        [""] => "the repository",
        [var model] => model,
        _ => CheckText.Count(Models.Count, "model"),
    };

    /// <summary>Those of a report, by reason, incidents first.</summary>
    public static IReadOnlyList<SkippedRules> Of(CheckReport report) =>
    [
        .. report.Results.Where(result => result.Skipped is not null)
            .GroupBy(result => (Reason: result.Skipped!, IsIncident: result.Incident is not null))
            .Select(group => new SkippedRules(
                group.Key.Reason,
                [.. group.Select(result => result.Rule.Id).Distinct().Order(StringComparer.Ordinal)],
                [.. group.Select(result => result.Model).Distinct()],
                group.Key.IsIncident))
            .OrderByDescending(group => group.IsIncident),
    ];

    static string Named(IReadOnlyList<string> names) => names.Count <= MostNames
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more";
}
