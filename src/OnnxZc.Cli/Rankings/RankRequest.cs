using OnnxZc.Cli.Sweeps;

namespace OnnxZc.Cli.Rankings;

/// <summary>What <c>onnxzc rank</c> was asked to do.</summary>
/// <param name="Score">How to score.</param>
/// <param name="Sweep">Where to score, and where to keep scores.</param>
/// <param name="Ranking">How to compare, and what to write.</param>
/// <param name="IsDryRun">Whether only to tell what would be scored.</param>
sealed record RankRequest(ScoreRequest Score, SweepRequest Sweep, RankingRequest Ranking, bool IsDryRun = false);
