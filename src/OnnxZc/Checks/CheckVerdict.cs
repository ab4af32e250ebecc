namespace OnnxZc.Checks;

/// <summary>What a check says in the end, as an exit code: the same through every format.</summary>
static class CheckVerdict
{
    /// <summary>No open violation at or above the fail level.</summary>
    public const int Ok = 0;

    /// <summary>Open violations at or above the fail level.</summary>
    public const int Findings = 1;

    /// <summary>A wrong option, or a policy or lock file that cannot be read; then there is no report.</summary>
    public const int Unusable = 2;

    /// <summary>No model, or a glob of the policy that matches none.</summary>
    public const int NothingMatched = 3;

    /// <summary>Some models could not be checked, and nothing else was found.</summary>
    public const int Incomplete = 4;

    /// <summary>A defect of OnnxZc.</summary>
    public const int Defect = 5;

    /// <summary>The rule that turns globs without a match into <see cref="NothingMatched"/>.</summary>
    public const string EmptySelection = "empty-selection";

    /// <summary>
    /// The first that holds: a defect; nothing matched; violations at or above <paramref name="failLevel"/>; something
    /// left unchecked.
    /// </summary>
    /// <param name="results">All results.</param>
    /// <param name="failLevel">The level from which violations count; off for none.</param>
    /// <param name="models">How many models were checked.</param>
    /// <param name="isPart">Whether only some models were asked for, so that none is a fine answer.</param>
    public static int Of(IReadOnlyList<RuleResult> results, RuleLevel failLevel, int models, bool isPart)
    {
        var failing = results.Where(result => result.IsOpen && failLevel != RuleLevel.Off && result.Level >= failLevel)
            .ToArray();
        return results.Any(result => result.Incident == RuleIncident.Defect) ? Defect
            : (models == 0 && !isPart) || failing.Any(result => result.Rule.Id == EmptySelection) ? NothingMatched
            : failing.Length > 0 ? Findings
            : results.Any(result => result.Incident == RuleIncident.NotChecked) ? Incomplete
            : Ok;
    }

    /// <summary>The word for an exit code.</summary>
    public static string NameOf(int code) => code switch
    {
        Ok => "ok",
        Findings => "findings",
        Unusable => "unusable",
        NothingMatched => "nothing-matched",
        Incomplete => "incomplete",
        _ => "defect",
    };
}
