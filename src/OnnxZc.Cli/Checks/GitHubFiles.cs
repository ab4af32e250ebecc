using System.Security.Cryptography;
using System.Text;
using OnnxZc.Checks;
using OnnxZc.Reports.Checking;

namespace OnnxZc.Cli.Checks;

/// <summary>
/// The files by which a step of GitHub Actions tells its job: <c>GITHUB_STEP_SUMMARY</c> takes Markdown,
/// <c>GITHUB_OUTPUT</c> values by name. Where one cannot be written the verdict stands all the same.
/// </summary>
static class GitHubFiles
{
    // GitHub drops a summary of 1 MiB or more as a whole.
    const int MostBytes = (1024 * 1024) - 1;

    /// <summary>Appends to the files that the environment names.</summary>
    /// <param name="terminal">The environment, and what takes complaints.</param>
    /// <param name="report">What is told.</param>
    /// <param name="file">The first file that the report is written to; null where there is none.</param>
    public static void Write(Terminal terminal, CheckReport report, string? file)
    {
        Append(terminal, "GITHUB_STEP_SUMMARY", path =>
        {
            var there = File.Exists(path) ? new FileInfo(path).Length : 0;
            var text = CheckMarkdown.Compose(report, (int)Math.Max(0, MostBytes - there));
            return Encoding.UTF8.GetByteCount(text) + there <= MostBytes ? text : "";
        });
        Append(terminal, "GITHUB_OUTPUT", _ =>
        {
            var summary = CheckSummary.Of(report);
            return Value("findings", $"{summary.Errors + summary.Warnings}")
                + Value("status", summary.Status)
                + Value("report", file ?? "");
        });
    }

    static void Append(Terminal terminal, string variable, Func<string, string> compose)
    {
        if (terminal.Environment(variable) is not { Length: > 0 } path)
            return;
        try
        {
            File.AppendAllText(path, compose(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Tell($"{variable} '{path}' cannot be written: {e.Message}");
        }
    }

    // A value with a line break stands between two lines that it cannot contain: they hold its own hash.
    static string Value(string name, string value)
    {
        if (!value.AsSpan().ContainsAny('\n', '\r'))
            return $"{name}={value}\n";
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
        return $"{name}<<{mark}\n{value}\n{mark}\n";
    }
}
