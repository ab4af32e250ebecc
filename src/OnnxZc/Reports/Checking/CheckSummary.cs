using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>A report in numbers.</summary>
/// <param name="Models">Models that were looked at.</param>
/// <param name="Errors">Open violations of rules of level error.</param>
/// <param name="Warnings">Open violations of rules of level warn.</param>
/// <param name="Waived">Violations that something excuses.</param>
/// <param name="Skipped">Rules that were not looked at, counted on each model.</param>
/// <param name="Incidents">Of these, rules that should have been.</param>
/// <param name="Status">What the exit code says, in a word.</param>
sealed record CheckSummary(
    int Models, int Errors, int Warnings, int Waived, int Skipped, int Incidents, string Status)
{
    /// <summary>All of it in a line.</summary>
    public string Sentence
    {
        get
        {
            List<string> parts = [CheckText.Count(Errors, "error"), CheckText.Count(Warnings, "warning")];
            if (Waived > 0)
                parts.Add($"{Waived} waived");
            if (Skipped > 0)
                parts.Add($"{CheckText.Count(Skipped, "rule")} not looked at");
            return $"{CheckText.Count(Models, "model")}: {string.Join(", ", parts)}; {Status}";
        }
    }

    /// <summary>The numbers of a report.</summary>
    public static CheckSummary Of(CheckReport report) => new(
        report.Models.Count,
        report.Count(RuleLevel.Error),
        report.Count(RuleLevel.Warn),
        report.Results.Where(result => result.Waiver is not null).Sum(result => result.Violations.Length),
        report.Results.Count(result => result.Skipped is not null),
        report.Results.Count(result => result.Incident is not null),
        report.Status);

    /// <summary>Whether a result makes the check fail.</summary>
    public static bool IsFailure(CheckReport report, RuleResult result) =>
        result.IsOpen && report.FailLevel != RuleLevel.Off && result.Level >= report.FailLevel;
}
