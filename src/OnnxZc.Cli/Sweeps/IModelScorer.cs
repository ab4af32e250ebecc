using OnnxZc.Data;

namespace OnnxZc.Cli.Sweeps;

/// <summary>Reads and scores models one after the other, in this process or in one of its own.</summary>
interface IModelScorer : IDisposable
{
    /// <summary>
    /// The card without scores of a model; where something is wrong with it, the card that scoring would give. Null
    /// when somebody wants to stop.
    /// </summary>
    /// <exception cref="DataException">The data cannot be read.</exception>
    ScoreCard? Read(string model);

    /// <summary>
    /// The card with scores by some of the proxies; the model that was read last is not read again. Null when somebody
    /// wants to stop.
    /// </summary>
    /// <exception cref="DataException">The data cannot be read.</exception>
    ScoreCard? Score(string model, IReadOnlyList<string> proxies);

    /// <summary>
    /// What it would take to score the model that was read last; it has to be read again after that. Null when
    /// somebody wants to stop.
    /// </summary>
    /// <exception cref="DataException">The data cannot be read.</exception>
    ScoringPlan? Plan(string model, IReadOnlyList<string> proxies);
}
