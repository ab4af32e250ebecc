using System.IO.Enumeration;

namespace OnnxZc.Checks.Rules;

/// <summary>Names with <c>*</c> for any text and <c>?</c> for any character.</summary>
static class Wildcard
{
    /// <summary>Whether one of the patterns stands for the whole name; case counts.</summary>
    public static bool IsAny(IEnumerable<string> patterns, string name) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
