using System.Text.RegularExpressions;

namespace OnnxZc.Tests.Ci;

/// <summary>The part of GitHub's expressions that the action uses: names, texts, ==, != and &amp;&amp;.</summary>
static partial class ActionExpression
{
    /// <summary>A text with its expressions replaced by their values.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(text, match => ValueOf(match.Groups[1].Value, values));

    /// <summary>Whether a condition holds.</summary>
    public static bool Holds(string condition, IReadOnlyDictionary<string, string> values) =>
        condition.Split("&&").All(part => part.Split("==") is [var left, var right]
            ? ValueOf(left, values) == ValueOf(right, values)
            : part.Split("!=") is [var one, var other] && ValueOf(one, values) != ValueOf(other, values));

    static string ValueOf(string name, IReadOnlyDictionary<string, string> values) => name.Trim() switch
    {
        ['\'', .. var text, '\''] => text,
        "true" => "true",
        var known when Name().IsMatch(known) => values.GetValueOrDefault(known, ""),
        var other => throw new NotSupportedException($"the expression {other}"),
    };

    [GeneratedRegex(@"\$\{\{(.*?)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(?:inputs|steps|github|runner)(?:\.[\w-]+)+$")]
    private static partial Regex Name();
}
