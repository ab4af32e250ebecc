namespace OnnxZc.Checks;

/// <summary>One setting of a rule.</summary>
/// <param name="Name">Its key in a policy.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Text">What it means, in a line.</param>
/// <param name="Default">
/// Its value where a policy names none: a double, bool, string or immutable array of strings; null for none.
/// </param>
sealed record RuleParameter(string Name, ParameterKind Kind, string Text, object? Default = null)
{
    /// <summary>The only texts it may have; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
