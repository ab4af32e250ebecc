namespace OnnxZc.Checks.Policies;

/// <summary>A text.</summary>
/// <param name="Text">The text without quotes.</param>
/// <param name="IsQuoted">Whether it was quoted.</param>
/// <param name="Place">Where it begins.</param>
sealed record ConfigScalar(string Text, bool IsQuoted, PolicyPlace Place) : ConfigNode(Place);
