using System.Globalization;

namespace OnnxZc.Tests.Proxies.Page;

/// <summary>
/// How far a proxy is from the authors' value on a case, as a coarse share of the tolerance: machines differ in the
/// rounding, and not in this.
/// </summary>
static class GoldenShare
{
    public const string Absent = "·";
    public const string Over = "over";
    public const string Listed = "\\*";

    static readonly double[] _steps = [0.01, 0.1, 0.5, 1];
    static readonly string[] _names = [.. _steps.Select(step => step.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The text for the scores of one proxy on one case, under whatever names the case has of it.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="committed">
    /// What the page says now; it stays unless the deviation has become more than a step larger. Null for no such text.
    /// </param>
    public static string Of(IReadOnlyCollection<GoldenScore> scores, string? committed)
    {
        if (scores.Count == 0)
            return Absent;
        if (scores.All(score => !score.IsCompared))
            return $"({StatusOf(scores.First().Score.Status)})";
        if (scores.Any(score => score.Exception is not null))
            return Listed;
        var share = scores.Where(score => score.IsCompared).Max(score => score.Share);
        var step = Array.FindIndex(_steps, bound => share <= bound);
        var said = Array.IndexOf(_names, committed);
        return step < 0 ? Over : said >= 0 && step <= said + 1 ? committed! : _names[step];
    }

    /// <summary>The largest of several texts; empty where none of them is of a deviation.</summary>
    public static string Largest(IEnumerable<string> texts)
    {
        string[] order = [.. _names, Over];
        var largest = texts.Max(text => Array.IndexOf(order, text));
        return largest < 0 ? "" : order[largest];
    }

    static string StatusOf(ScoreStatus status) => status switch
    {
        ScoreStatus.Ok => "value",
        ScoreStatus.NotApplicable => "n/a",
        _ => "failed",
    };
}
