namespace OnnxZc.Checks.Policies;

/// <summary>A report to write.</summary>
/// <param name="Format">Its form.</param>
/// <param name="Path">The file, relative to the policy's folder; <c>-</c> for stdout.</param>
/// <param name="Place">Where it stands.</param>
sealed record PolicyOutput(string Format, string Path, PolicyPlace Place);
