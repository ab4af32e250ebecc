namespace OnnxZc.Checks.Policies;

/// <summary>An excuse for a model's violations of a rule.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Model">The model's path, or a glob.</param>
/// <param name="Reason">Why it is excused; never empty.</param>
/// <param name="Place">Where it stands.</param>
sealed record Waiver(string Rule, string Model, string Reason, PolicyPlace Place)
{
    /// <summary>The last day on which it holds; null for no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>SHA-256 of the file that it is for, lower-case hexadecimal; null for any.</summary>
    public string? FileHash { get; init; }
}
