using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>
/// Annotations for GitHub Actions, the worst first. GitHub shows ten of a level and drops the others silently, so the
/// last line counts them.
/// </summary>
sealed class CheckGitHub : ICheckFormat
{
    const int MostOfLevel = 10;
    const int MostCharacters = 1000;

    /// <inheritdoc/>
    public string Name => "github";

    /// <inheritdoc/>
    public string Reader => "GitHub Actions: annotations and the job's summary";

    /// <inheritdoc/>
    public void Write(TextWriter writer, CheckReport report, CheckStyle style)
    {
        var open = CheckFindings.Of(report).Where(finding => !finding.IsWaived).ToList();
        var incidents = SkippedRules.Of(report).Where(skipped => skipped.IsIncident)
            .Select(skipped => $"::error title=onnxzc::{Message($"not looked at: {skipped.Text}")}");
        string[] left =
        [
            .. WriteFirst(writer, "error", [.. open.Where(IsError).Select(Annotation), .. incidents]),
            .. WriteFirst(writer, "warning", [.. open.Where(finding => !IsError(finding)).Select(Annotation)]),
        ];
        if (left.Length > 0)
            writer.WriteLine($"::notice title=onnxzc::and {string.Join(" and ", left)} in the job's summary");
        writer.WriteLine($"onnxzc: {CheckSummary.Of(report).Sentence}");
    }

    static IEnumerable<string> WriteFirst(TextWriter writer, string noun, List<string> annotations)
    {
        foreach (var annotation in annotations.Take(MostOfLevel))
            writer.WriteLine(annotation);
        return annotations.Count > MostOfLevel
            ? [CheckText.Count(annotations.Count - MostOfLevel, $"more {noun}")]
            : [];
    }

    static bool IsError(CheckFinding finding) => finding.Result.Level == RuleLevel.Error;

    static string Annotation(CheckFinding finding)
    {
        var word = IsError(finding) ? "error" : "warning";
        var (file, line, _) = finding.Place;
        var text = $"{finding.Text} ({finding.Fix})";
        return $"::{word} file={Property(file)},line={line},title={Property(finding.Rule.Id)}::{Message(text)}";
    }

    static string Message(string text) => CheckText.Clean(text, MostCharacters)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    static string Property(string text) => Message(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
