namespace OnnxZc;

/// <summary>The seeds of one repeat.</summary>
/// <param name="Weights">The seed of the initialisation, and of weights that passes draw for themselves.</param>
/// <param name="Batch">The seed of samples, labels and whatever else is drawn.</param>
readonly record struct Seeds(long Weights, long Batch);
