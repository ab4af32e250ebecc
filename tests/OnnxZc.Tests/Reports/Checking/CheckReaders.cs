using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OnnxZc.Tests.Reports.Checking;

/// <summary>Reads findings back from each form, by what its platform says of it.</summary>
static partial class CheckReaders
{
    static readonly Dictionary<string, Func<string, IEnumerable<Told>>> All = new()
    {
        ["table"] = Table,
        ["json"] = Json,
        ["jsonl"] = JsonLines,
        ["sarif"] = Sarif,
        ["junit"] = JUnit,
        ["github"] = GitHub,
        ["gitlab"] = GitLab,
        ["markdown"] = Markdown,
    };

    public static IReadOnlyList<Told> Read(string format, string text) => [.. All[format](text)];

    /// <summary>A command of GitHub Actions as its runner parses it.</summary>
    public static (string Name, Dictionary<string, string> Properties, string Message)? Command(string line)
    {
        var text = line.TrimStart();
        if (!text.StartsWith("::", StringComparison.Ordinal))
            return null;
        var end = text.IndexOf("::", 2, StringComparison.Ordinal);
        var head = text[2..end];
        var blank = head.IndexOf(' ');
        var properties = (blank < 0 ? "" : head[(blank + 1)..]).Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(item => item.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Unescape(pair[1]).Replace("%3A", ":").Replace("%2C", ","));
        return (blank < 0 ? head : head[..blank], properties, Unescape(text[(end + 2)..]));
    }

    static string Unescape(string text) => text.Replace("%0D", "\r").Replace("%0A", "\n").Replace("%25", "%");

    static IEnumerable<Told> Table(string text) => TableLine().Matches(text).Select(match => new Told(
        match.Groups[2].Value,
        match.Groups[1].Value.Replace("warning", "warn"),
        match.Groups[3].Value));

    static IEnumerable<Told> Json(string text) =>
        JsonDocument.Parse(text).RootElement.GetProperty("results").EnumerateArray().SelectMany(OfResult);

    static IEnumerable<Told> JsonLines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(line => line.GetProperty("record").GetString() == "result")
        .SelectMany(OfResult);

    static IEnumerable<Told> OfResult(JsonElement result) =>
        result.GetProperty("violations").EnumerateArray().Select(violation => new Told(
            result.GetProperty("rule").GetString()!,
            result.GetProperty("status").GetString() == "waived" ? "waived" : result.GetProperty("level").GetString()!,
            violation.GetProperty("message").GetString()!));

    static IEnumerable<Told> Sarif(string text) => JsonDocument.Parse(text).RootElement.GetProperty("runs")[0]
        .GetProperty("results").EnumerateArray().Select(result => new Told(
            result.GetProperty("ruleId").GetString()!,
            result.TryGetProperty("suppressions", out _) ? "waived"
                : result.GetProperty("level").GetString()!.Replace("warning", "warn"),
            result.GetProperty("message").GetProperty("text").GetString()!));

    static IEnumerable<Told> JUnit(string text) => XDocument.Parse(text).Descendants("testcase").SelectMany(test =>
    {
        var rule = test.Attribute("name")!.Value;
        var body = test.Element("failure") ?? test.Element("system-out");
        var level = test.Element("skipped") is not null ? "waived"
            : test.Element("failure")?.Attribute("type")!.Value ?? body?.Value.Split('\n')[0];
        return body is null ? [] : body.Value.Split('\n')
            .Where(line => line is not ("" or "error" or "warn" or [' ', ..]) && !line.StartsWith("set in "))
            .Select(line => new Told(rule, level!, line));
    });

    static IEnumerable<Told> GitHub(string text) => text.Split('\n').Select(Command)
        .Where(command => command is { Name: "error" or "warning" } && command.Value.Properties["title"] != "onnxzc")
        .Select(command => new Told(
            command!.Value.Properties["title"],
            command.Value.Name.Replace("warning", "warn"),
            command.Value.Message));

    static IEnumerable<Told> GitLab(string text) => JsonDocument.Parse(text).RootElement.EnumerateArray()
        .Select(issue => new Told(
            issue.GetProperty("check_name").GetString()!,
            issue.GetProperty("severity").GetString() == "critical" ? "error" : "warn",
            issue.GetProperty("description").GetString()!));

    static IEnumerable<Told> Markdown(string text)
    {
        var level = "";
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("<details", StringComparison.Ordinal))
                level = line.Contains("error") ? "error" : line.Contains("waived") ? "waived" : "warn";
            var cells = CellBorder().Split(line);
            if (level.Length > 0 && cells is ["", _, var rule, var what, _, ""] && rule is not (" rule " or " :-- "))
                yield return new(Plain(rule), level, Plain(what));
        }
    }

    // What a reader of the rendered page sees.
    static string Plain(string cell) => System.Net.WebUtility.HtmlDecode(Escaped().Replace(cell.Trim(), "$1"));

    [GeneratedRegex(@"^  (error|warning|waived) ([\w-]+): (.*)$", RegexOptions.Multiline)]
    private static partial Regex TableLine();

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\|")]
    private static partial Regex CellBorder();

    [GeneratedRegex(@"\\([\\|`*_\[\]~!#])")]
    private static partial Regex Escaped();
}
