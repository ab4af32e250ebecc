using OnnxZc.Proxies;

namespace OnnxZc.Ranking;

/// <summary>
/// Σ_k ln(rank_k / n) over expressivity, progressivity, trainability and complexity, where rank_k of n models is 1 for
/// the smallest value (Lee and Ham 2024, https://arxiv.org/abs/2403.19232).
/// </summary>
/// <remarks>
/// Equals the aggregation of cvlab-yonsei/AZ-NAS (NB201/tss_general.ipynb), ties with their mean rank. That code ranks
/// a model without some value below all others; here such a model takes no part and says what it lacks.
/// </remarks>
sealed class AzNasRank : ISetProxy
{
    public string Name => "az_nas";

    public IReadOnlyList<string> Aliases => ["aznas"];

    public int Version => 1;

    public Direction Direction => Direction.Higher;

    public string Source => "Lee and Ham 2024, arXiv 2403.19232; AZ-NAS tss_general, sum of log ranks";

    public IReadOnlyList<string> Members => ["az_expressivity", "az_progressivity", "az_trainability", "flops"];

    public IReadOnlyList<Outcome> Compute(IReadOnlyList<IReadOnlyDictionary<string, double>> models) =>
        RankSum.Of(models, higher: Members, lower: [], (rank, count) => Math.Log(rank / count));
}
