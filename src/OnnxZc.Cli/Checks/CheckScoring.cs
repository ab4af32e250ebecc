using OnnxZc.Cli.Sweeps;

namespace OnnxZc.Cli.Checks;

/// <summary>How a check scores and runs models.</summary>
/// <param name="Score">How to score.</param>
/// <param name="Sweep">How many at once, and where scores are kept.</param>
/// <param name="HasProxies">Whether there is anything to score by.</param>
sealed record CheckScoring(ScoreRequest Score, SweepRequest Sweep, bool HasProxies)
{
    /// <summary>How one of the workers scores.</summary>
    public ScoreRequest Within => Sweep.Within(Score);

    /// <summary>The settings that move scores, a <c>name=value</c> each; empty where nothing is scored.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings =>
        HasProxies ? SettingsFingerprint.Settings(Score.Options) : [];
}
