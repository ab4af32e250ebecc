namespace OnnxZc.Reports.Checking;

/// <summary>Text of a check's report, which may quote what strangers wrote, made harmless and short.</summary>
static class CheckText
{
    /// <summary>
    /// The text on one line with controls spelt out, at most <paramref name="most"/> characters of it.
    /// </summary>
    public static string Clean(string text, int most)
    {
        var clean = TerminalText.Clean(text);
        if (clean.Length <= most)
            return clean;
        var end = char.IsHighSurrogate(clean[most - 2]) ? most - 2 : most - 1;
        return clean[..end] + "…";
    }

    /// <summary><c>1 error</c>, <c>2 errors</c>.</summary>
    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
