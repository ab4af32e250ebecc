namespace OnnxZc;

/// <summary>Scores models: the one call that most users of the library need.</summary>
/// <param name="options">How to score.</param>
/// <param name="clock">Measures seconds; the system's clock by default.</param>
public sealed class Scorer(ScoreOptions options, TimeProvider? clock = null)
{
    readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>
    /// Scores the model at <paramref name="path"/>. Whatever is wrong with the model, its data or an engine is in the
    /// card, not thrown.
    /// </summary>
    public ScoreCard Score(string path) => throw new NotImplementedException($"{path}{options}{_clock}");
}
