using System.Globalization;
using System.Text;
using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>
/// The report for pull requests and job summaries: the verdict, a table of the models that changed, and the findings
/// below, folded but for errors.
/// </summary>
sealed class CheckMarkdown : ICheckFormat
{
    static readonly IReadOnlyList<Column<CheckFinding>> _columns =
    [
        new("model", Align.Left, finding => finding.Result.Model is { Length: > 0 } model ? model : "the repository"),
        new("rule", Align.Left, finding => finding.Rule.Id),
        new("what", Align.Left, finding => finding.Text),
        new("what to do", Align.Left, finding => finding.Result.Waiver is { } waiver
            ? WaiverText.Of(waiver)
            : finding.Fix),
    ];

    /// <inheritdoc/>
    public string Name => "markdown";

    /// <inheritdoc/>
    public string Reader => "pull requests";

    /// <inheritdoc/>
    public void Write(TextWriter writer, CheckReport report, CheckStyle style) =>
        writer.Write(Compose(report, int.MaxValue));

    /// <summary>The report in at most so many bytes of UTF-8; what does not fit is counted.</summary>
    public static string Compose(CheckReport report, int mostBytes) => SizeFit.Compose(
        most => Compose(report, CheckFindings.Of(report), most),
        Math.Max(report.Models.Count, report.Results.Sum(result => result.Violations.Length)),
        text => Encoding.UTF8.GetByteCount(text) <= mostBytes);

    static string Compose(CheckReport report, IReadOnlyList<CheckFinding> findings, int most)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var summary = CheckSummary.Of(report);
        writer.Write($"### onnxzc check: {summary.Status}\n\n{summary.Sentence}.\n\n");
        var rows = ModelRows.Of(report);
        if (rows.Count > 0 && most > 0)
            MarkdownReport.WriteTable(writer, ModelRows.Columns(rows), rows.Take(most));
        WriteMore(writer, rows.Count - most, "model");
        writer.Write(rows.Count > 0 ? "\n" : "");
        var open = findings.Where(finding => !finding.IsWaived).ToList();
        WriteFindings(writer, "error", [.. open.Where(finding => finding.Result.Level == RuleLevel.Error)], most);
        WriteFindings(writer, "warning", [.. open.Where(finding => finding.Result.Level != RuleLevel.Error)], most);
        WriteFindings(writer, "waived finding", [.. findings.Where(finding => finding.IsWaived)], most);
        WriteSkipped(writer, SkippedRules.Of(report), most);
        return writer.ToString();
    }

    static void WriteFindings(TextWriter writer, string noun, List<CheckFinding> findings, int most)
    {
        if (findings.Count == 0)
            return;
        writer.Write($"<details{(noun == "error" ? " open" : "")}>");
        writer.Write($"<summary>{CheckText.Count(findings.Count, noun)}</summary>\n\n");
        if (most > 0)
            MarkdownReport.WriteTable(writer, _columns, findings.Take(most));
        WriteMore(writer, findings.Count - most, noun);
        writer.Write("\n</details>\n\n");
    }

    static void WriteSkipped(TextWriter writer, IReadOnlyList<SkippedRules> skipped, int most)
    {
        if (skipped.Count == 0)
            return;
        writer.Write("<details><summary>Not looked at</summary>\n\n");
        foreach (var group in skipped.Take(most))
            writer.Write($"- {MarkdownReport.Escape(group.Text)}\n");
        WriteMore(writer, skipped.Count - most, "reason");
        writer.Write("\n</details>\n");
    }

    static void WriteMore(TextWriter writer, int left, string noun)
    {
        if (left > 0)
            writer.Write($"\nand {CheckText.Count(left, $"more {noun}")}\n");
    }
}
