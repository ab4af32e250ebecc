using System.Globalization;
using System.Text;
using System.Xml;
using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>
/// A test per model and rule as JUnit XML, by the schema of Jenkins' xUnit plug-in, which GitLab reads too. Violations
/// that let the check pass are no failures; the test's output tells them. Platforms take no file above 30 MB: rules
/// that hold are left out of a larger one first, and the last suite counts what is.
/// </summary>
sealed class CheckJUnit : ICheckFormat
{
    const int MostBytes = 29_000_000;
    const int MostViolations = 20;
    const int MostCharacters = 500;
    const string Repository = "repository";

    // A writer into a string would declare UTF-16.
    static readonly XmlWriterSettings _settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        OmitXmlDeclaration = true,
    };

    /// <inheritdoc/>
    public string Name => "junit";

    /// <inheritdoc/>
    public string Reader => "test reports of GitLab, Jenkins and others";

    /// <inheritdoc/>
    public void Write(TextWriter writer, CheckReport report, CheckStyle style) => writer.Write(SizeFit.Compose(
        most => Compose(report, most),
        report.Results.Count,
        text => Encoding.UTF8.GetByteCount(text) <= MostBytes));

    static string Compose(CheckReport report, int most)
    {
        var kept = report.Results.OrderByDescending(result => Weight(report, result)).Take(most).ToHashSet();
        var results = report.Results.Where(kept.Contains).ToList();
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var xml = XmlWriter.Create(text, _settings))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, "onnxzc check", report, results, hasSkipped: false);
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var suite in results.GroupBy(result => result.Model))
                WriteSuite(xml, Unique(names, Clean(suite.Key is "" ? Repository : suite.Key)), [.. suite], report);
            if (kept.Count < report.Results.Count)
                WriteLeftOut(xml, Unique(names, "left out"), report.Results.Count - kept.Count);
            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    static int Weight(CheckReport report, RuleResult result) => result switch
    {
        { IsOpen: true } => CheckSummary.IsFailure(report, result) ? 4 : 3,
        { Incident: not null } => 3,
        { Waiver: not null } => 2,
        { Skipped: not null } => 1,
        _ => 0,
    };

    static void WriteSuite(XmlWriter xml, string name, List<RuleResult> results, CheckReport report)
    {
        xml.WriteStartElement("testsuite");
        WriteCounts(xml, name, report, results, hasSkipped: true);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var result in results)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", Unique(names, Clean(result.Rule.Id)));
            xml.WriteAttributeString("classname", name);
            WriteOutcome(xml, result, report);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    static void WriteOutcome(XmlWriter xml, RuleResult result, CheckReport report)
    {
        if (result.Skipped is { } reason && result.Incident is null)
            xml.WriteElementString("skipped", Clean(reason));
        else if (result.Incident is { } incident)
            WriteIncident(xml, incident, Clean(result.Skipped ?? "not looked at"));
        if (result.Violations.IsEmpty)
            return;
        if (result.Waiver is { } waiver)
            xml.WriteElementString("skipped", Clean(WaiverText.Of(waiver)));
        if (!CheckSummary.IsFailure(report, result))
        {
            xml.WriteElementString("system-out", $"{KebabCase.Of(result.Level)}\n{Body(result)}");
            return;
        }

        xml.WriteStartElement("failure");
        xml.WriteAttributeString("type", KebabCase.Of(result.Level));
        xml.WriteAttributeString("message", Clean(Finding(result, result.Violations[0]).Text));
        xml.WriteString(Body(result));
        xml.WriteEndElement();
    }

    static void WriteIncident(XmlWriter xml, RuleIncident incident, string reason)
    {
        xml.WriteStartElement("error");
        xml.WriteAttributeString("type", KebabCase.Of(incident));
        xml.WriteAttributeString("message", reason);
        xml.WriteEndElement();
    }

    static string Body(RuleResult result)
    {
        var lines = result.Violations.Take(MostViolations).Select(violation => Finding(result, violation))
            .Select(finding => $"{Clean(finding.Text)}\n  {Clean(finding.Fix)}");
        var left = result.Violations.Length - MostViolations;
        var place = result.Place is { } at ? $"\nset in {Clean(at.File)}:{at.Line}" : "";
        return string.Join('\n', left > 0 ? lines.Append($"and {left} more") : lines) + place;
    }

    static CheckFinding Finding(RuleResult result, Violation violation) =>
        new(result, violation, new(result.Model, 1, 1), 1);

    static void WriteCounts(
        XmlWriter xml, string name, CheckReport report, List<RuleResult> results, bool hasSkipped)
    {
        var failures = results.Count(result => CheckSummary.IsFailure(report, result));
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", Text(results.Count));
        xml.WriteAttributeString("failures", Text(failures));
        xml.WriteAttributeString("errors", Text(results.Count(result => result.Incident is not null)));
        if (hasSkipped)
        {
            var skipped = results.Count(result => IsWaived(result) || result is { Skipped: not null, Incident: null });
            xml.WriteAttributeString("skipped", Text(skipped));
        }
    }

    static void WriteLeftOut(XmlWriter xml, string name, int count)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", "1");
        xml.WriteAttributeString("skipped", "1");
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", $"{count} more rules");
        xml.WriteAttributeString("classname", name);
        xml.WriteElementString("skipped", "left out to keep the file below 30 MB");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static bool IsWaived(RuleResult result) => result.Waiver is not null && !result.Violations.IsEmpty;

    // Consumers drop a test or suite whose name was there before; cleaning may make two names one.
    static string Unique(HashSet<string> names, string name)
    {
        var unique = name;
        for (var i = 2; !names.Add(unique); i++)
            unique = $"{name} ({i})";
        return unique;
    }

    static string Clean(string text) => CheckText.Clean(text, MostCharacters);

    static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
