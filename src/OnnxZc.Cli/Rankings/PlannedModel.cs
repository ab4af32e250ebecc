namespace OnnxZc.Cli.Rankings;

/// <summary>A model that would be scored.</summary>
/// <param name="Name">The file.</param>
/// <param name="Missing">The proxies whose scores are not in the store.</param>
/// <param name="Plan">What these take.</param>
sealed record PlannedModel(string Name, IReadOnlyList<string> Missing, ScoringPlan Plan)
{
    /// <summary>A card that says whether it can be scored.</summary>
    public ScoreCard Card => new()
    {
        Model = Name,
        Status = Plan.Refusal is null ? CardStatus.Ok : CardStatus.Failed,
    };
}
