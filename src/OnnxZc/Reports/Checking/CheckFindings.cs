using OnnxZc.Checks;
using OnnxZc.Checks.Locks;

namespace OnnxZc.Reports.Checking;

/// <summary>The violations of a report as a list.</summary>
static class CheckFindings
{
    const string UsualPolicy = "onnxzc.yaml";

    /// <summary>All of them, waived ones last, the worst first.</summary>
    public static IReadOnlyList<CheckFinding> Of(CheckReport report)
    {
        var missing = report.Models.Where(model => model.Kind == ChangeKind.Missing)
            .ToDictionary(model => model.Path, model => model.Place, StringComparer.Ordinal);
        var seen = new Dictionary<(string, string, string), int>();
        List<CheckFinding> findings = [];
        foreach (var result in report.Results)
        {
            foreach (var violation in result.Violations)
            {
                var key = (result.Rule.Id, result.Model, violation.Part ?? "");
                var occurrence = seen[key] = seen.GetValueOrDefault(key) + 1;
                var place = violation.Place ?? PlaceOf(report, result, missing);
                findings.Add(new(result, violation, place, occurrence));
            }
        }

        return [.. findings
            .OrderBy(finding => finding.IsWaived)
            .ThenByDescending(finding => finding.Result.Level)
            .ThenByDescending(finding => finding.Violation.Excess ?? 0)
            .ThenBy(finding => finding.Result.Model, StringComparer.Ordinal)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)];
    }

    // A model has no lines, and platforms show nothing of a file that is not there.
    static PolicyPlace PlaceOf(CheckReport report, RuleResult result, Dictionary<string, PolicyPlace?> missing)
    {
        if (result.Model.Length == 0)
            return result.Place ?? new(report.Policy ?? report.Lock ?? UsualPolicy, 1, 1);
        return report.Lock is { } file && missing.TryGetValue(result.Model, out var locked)
            ? locked ?? new(file, 1, 1)
            : new(result.Model, 1, 1);
    }
}
