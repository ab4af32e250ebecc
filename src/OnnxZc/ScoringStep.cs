namespace OnnxZc;

/// <summary>A pass that would be run.</summary>
/// <param name="Pass">What it is.</param>
/// <param name="Cost">Its cost in forward and backward passes of the batch; null where that is not known.</param>
/// <param name="Bytes">The memory that it takes; null where that is not known.</param>
/// <param name="Readers">The proxies that read it.</param>
sealed record ScoringStep(string Pass, double? Cost, double? Bytes, IReadOnlyList<string> Readers);
