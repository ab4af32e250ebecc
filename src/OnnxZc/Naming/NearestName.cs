namespace OnnxZc.Naming;

/// <summary>Finds what somebody meant to write.</summary>
static class NearestName
{
    /// <summary>
    /// The closest of <paramref name="names"/>, or null when none is close: more than a third of the letters differ.
    /// </summary>
    public static string? Of(string text, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: Distance(text.ToLowerInvariant(), name.ToLowerInvariant())))
        .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(text.Length, candidate.Name.Length) / 3))
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    /// <summary><c>; did you mean 'name'?</c>, or nothing when no name is close.</summary>
    public static string Hint(string text, IEnumerable<string> names) =>
        Of(text, names) is { } name ? $"; did you mean '{name}'?" : "";

    // Damerau and Levenshtein's distance in its restricted form: swapping two neighbours counts one.
    static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
