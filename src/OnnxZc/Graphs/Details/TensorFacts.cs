namespace OnnxZc.Graphs.Details;

/// <summary>What a look at all elements of a tensor shows.</summary>
/// <param name="NaNs">How many are no number.</param>
/// <param name="Infinities">How many are infinite.</param>
/// <param name="IsZero">Whether all are 0 or -0; false for a tensor without elements.</param>
readonly record struct TensorFacts(long NaNs, long Infinities, bool IsZero);
