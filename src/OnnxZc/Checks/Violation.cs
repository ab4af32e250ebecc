namespace OnnxZc.Checks;

/// <summary>A rule that does not hold.</summary>
/// <param name="Message">What is wrong, in a sentence with the numbers; names of the model stand as they are.</param>
sealed record Violation(string Message)
{
    /// <summary>What to do, in a sentence, where it is more exact than the rule's own advice.</summary>
    public string? Fix { get; init; }

    /// <summary>
    /// The node, value, input, proxy or other part of the model that it is about; null for the model as a whole. Rule,
    /// model and part identify a violation from run to run.
    /// </summary>
    public string? Part { get; init; }

    /// <summary>
    /// How far beyond what is allowed, as a ratio of at least 1, to tell the worst first; null where nothing is measured.
    /// </summary>
    public double? Excess { get; init; }

    /// <summary>Where in the policy or lock file it is; null for the model itself.</summary>
    public PolicyPlace? Place { get; init; }
}
