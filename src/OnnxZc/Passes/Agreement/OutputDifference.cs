namespace OnnxZc.Passes.Agreement;

/// <summary>How far an output moved between two runs.</summary>
/// <param name="Output">Its name; empty where nothing moved.</param>
/// <param name="Size">
/// The largest difference over the largest magnitude; 0 where all is equal, infinite where the shapes differ.
/// </param>
sealed record OutputDifference(string Output, double Size);
