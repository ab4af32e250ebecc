using OnnxZc.Proxies;

namespace OnnxZc.Ranking;

/// <summary>
/// The rank by the condition number of the neural tangent kernel plus the rank by the number of linear regions, each 1
/// for the worst: the largest condition, the fewest regions (Chen et al. 2021, https://arxiv.org/abs/2102.11535).
/// </summary>
/// <remarks>
/// Equals the sum of ranks by which AZ-NAS (https://arxiv.org/abs/2403.19232) compares TE-NAS over a population; TE-NAS
/// itself ranks the changes that pruning a candidate makes. Ties have their mean rank.
/// </remarks>
sealed class TeNasRank : ISetProxy
{
    public string Name => "tenas_rank";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 1;

    public Direction Direction => Direction.Higher;

    public string Source => "Chen et al. 2021, arXiv 2102.11535; AZ-NAS te_nas, sum of ranks";

    public IReadOnlyList<string> Members => ["ntk_cond", "linear_regions"];

    public IReadOnlyList<Outcome> Compute(IReadOnlyList<IReadOnlyDictionary<string, double>> models) =>
        RankSum.Of(models, higher: ["linear_regions"], lower: ["ntk_cond"], (rank, _) => rank);
}
