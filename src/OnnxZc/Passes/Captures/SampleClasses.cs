namespace OnnxZc.Passes.Captures;

/// <summary>The class of each sample.</summary>
/// <param name="Labels">A class per sample.</param>
/// <param name="Count">How many classes the model tells apart.</param>
public sealed record SampleClasses(IReadOnlyList<long> Labels, long Count);
