using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>The report for people: what changed, what is wrong with which model, what was not looked at.</summary>
sealed class CheckTable : ICheckFormat
{
    const int Narrowest = 40;
    const int Indent = 2;

    /// <inheritdoc/>
    public string Name => "table";

    /// <inheritdoc/>
    public string Reader => "people";

    /// <inheritdoc/>
    public void Write(TextWriter writer, CheckReport report, CheckStyle style)
    {
        var target = new Target(writer, style);
        WriteModels(target, report);
        var findings = CheckFindings.Of(report);
        foreach (var group in findings.GroupBy(finding => finding.Result.Model))
            WriteFindings(target, group.Key, [.. group]);
        foreach (var skipped in SkippedRules.Of(report))
            Write(target, 0, "not looked at:", " " + skipped.Text, skipped.IsIncident ? Tone.Bad : Tone.Faint);
        var summary = CheckSummary.Of(report);
        var tone = report.ExitCode != CheckVerdict.Ok ? Tone.Bad : summary.Warnings > 0 ? Tone.Doubtful : Tone.Good;
        Write(target, 0, "", summary.Sentence, tone);
    }

    static void WriteModels(Target target, CheckReport report)
    {
        var rows = ModelRows.Of(report);
        if (rows.Count > 0)
        {
            TextTable.Write(target.Writer, ModelRows.Columns(rows), rows, target.Style.Width, target.Style.Palette);
            target.Writer.WriteLine();
        }

        if (report.Lock is not null && report.Models.Count > rows.Count)
            target.Writer.WriteLine($"{CheckText.Count(report.Models.Count - rows.Count, "model")} as locked\n");
    }

    static void WriteFindings(Target target, string model, List<CheckFinding> findings)
    {
        var heading = model.Length == 0 ? "the repository" : TerminalText.Clean(model);
        target.Writer.WriteLine(target.Style.Palette.Paint(heading, Tone.Strong));
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            var (word, tone) = WordOf(finding);
            Write(target, Indent, $"{word} {finding.Rule.Id}:", " " + finding.Text, tone);
            if (finding.Result.Waiver is { } waiver)
                Write(target, 2 * Indent, "", WaiverText.Of(waiver), Tone.Faint);
            else if (i + 1 == findings.Count || findings[i + 1].Fix != finding.Fix)
                Write(target, 2 * Indent, "", finding.Fix, Tone.Faint);
        }

        target.Writer.WriteLine();
    }

    static (string Word, Tone Tone) WordOf(CheckFinding finding) => finding switch
    {
        { IsWaived: true } => ("waived", Tone.Faint),
        { Result.Level: RuleLevel.Error } => ("error", Tone.Bad),
        _ => ("warning", Tone.Doubtful),
    };

    // Cleaned as a whole: what is harmless behind the lead may not be where a line begins.
    static void Write(Target target, int indent, string lead, string text, Tone tone)
    {
        var width = Math.Max(target.Style.Width, Narrowest) - indent;
        var blanks = new string(' ', indent);
        foreach (var (at, line) in TerminalText.Wrap(TerminalText.Clean(lead + text), width).Index())
        {
            target.Writer.WriteLine(at == 0 && lead.Length > 0 && line.StartsWith(lead, StringComparison.Ordinal)
                ? $"{blanks}{target.Style.Palette.Paint(lead, tone)}{line[lead.Length..]}"
                : blanks + target.Style.Palette.Paint(line, lead.Length > 0 ? Tone.Plain : tone));
        }
    }

    readonly record struct Target(TextWriter Writer, CheckStyle Style);
}
