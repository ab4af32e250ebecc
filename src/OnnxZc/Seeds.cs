namespace OnnxZc;

/// <summary>The seeds of one repeat.</summary>
/// <param name="Weights">The seed of the initialisation.</param>
/// <param name="Batch">The seed of samples, labels and whatever else passes draw.</param>
readonly record struct Seeds(long Weights, long Batch);
