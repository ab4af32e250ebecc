namespace OnnxZc.Passes.Agreement;

/// <summary>An output with elements that are infinite or no number.</summary>
/// <param name="Output">Its name.</param>
/// <param name="NaNs">How many are no number.</param>
/// <param name="Infinities">How many are infinite.</param>
/// <param name="Count">How many there are in all.</param>
sealed record NonFiniteOutput(string Output, long NaNs, long Infinities, long Count);
