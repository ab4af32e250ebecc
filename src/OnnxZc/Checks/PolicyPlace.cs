namespace OnnxZc.Checks;

/// <summary>A place in a policy file.</summary>
/// <param name="File">The file, relative to the repository's root, with slashes.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
sealed record PolicyPlace(string File, int Line, int Column);
