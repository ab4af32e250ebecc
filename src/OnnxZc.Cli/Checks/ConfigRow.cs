namespace OnnxZc.Cli.Checks;

/// <summary>A line of <c>onnxzc config show</c>.</summary>
/// <param name="Name">What is set.</param>
/// <param name="Value">Its value.</param>
/// <param name="Origin">Who said so.</param>
sealed record ConfigRow(string Name, string Value, string Origin);
