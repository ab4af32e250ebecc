namespace OnnxZc.Checks.Rules;

/// <summary>Violations at many places of one model.</summary>
static class Parts
{
    const int Most = 20;
    const int Named = 3;

    /// <summary>The first twenty, and one more that counts the rest.</summary>
    public static IEnumerable<Violation> Bounded(IEnumerable<Violation> violations)
    {
        Violation[] all = [.. violations];
        return all.Length <= Most + 1
            ? all
            : [.. all.Take(Most), new($"and {all.Length - Most} more like the {Most} above") { Part = "…" }];
    }

    /// <summary>The first three names in quotes, and how many more there are.</summary>
    public static string Quoted(IReadOnlyCollection<string> names)
    {
        var listed = string.Join(", ", names.Take(Named).Select(name => $"'{name}'"));
        return names.Count <= Named ? listed : $"{listed} and {names.Count - Named} more";
    }
}
