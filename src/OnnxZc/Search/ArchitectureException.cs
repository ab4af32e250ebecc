namespace OnnxZc.Search;

/// <summary>A text names no architecture of its space, or the space has no such network.</summary>
/// <param name="message">Names the space and the text, and says what is expected.</param>
sealed class ArchitectureException(string message) : Exception(message);
