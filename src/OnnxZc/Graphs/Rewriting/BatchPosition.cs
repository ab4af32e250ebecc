namespace OnnxZc.Graphs.Rewriting;

/// <summary>Where the batch lies in a value.</summary>
/// <param name="Axis">The axis that grows with the batch.</param>
/// <param name="Prefix">How many blocks, in row-major order, each hold the whole batch; 1 when it leads.</param>
sealed record BatchPosition(int Axis, long Prefix);
