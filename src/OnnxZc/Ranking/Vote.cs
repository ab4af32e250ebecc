using OnnxZc.Proxies;

namespace OnnxZc.Ranking;

/// <summary>
/// The number of models that a model beats, having more of at least two of synflow, jacob_cov and snip (Abdelfattah et
/// al. 2021, https://arxiv.org/abs/2101.08134).
/// </summary>
/// <remarks>
/// The pairwise rule equals the one in zero-cost-nas's notebook nasbench201_correlations, which only counts the pairs
/// that it orders as accuracy does; counting a model's wins (Copeland) turns it into a score. As there, neither a tie
/// nor a value that is missing is a vote. A model with fewer than two of the values takes no part.
/// </remarks>
sealed class Vote : ISetProxy
{
    const int Majority = 2;

    public string Name => "vote";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 1;

    public Direction Direction => Direction.Higher;

    public string Source => "Abdelfattah et al. 2021, arXiv 2101.08134; zero-cost-nas vote, wins over the other models";

    public IReadOnlyList<string> Members => ["synflow", "jacob_cov", "snip"];

    public IReadOnlyList<Outcome> Compute(IReadOnlyList<IReadOnlyDictionary<string, double>> models)
    {
        double[][] values =
            [.. models.Select(model => Members.Select(name => model.GetValueOrDefault(name, double.NaN)).ToArray())];
        var voters = values.Where(IsVoter).ToArray();
        return [.. values.Select(own => !IsVoter(own)
            ? Outcome.NotApplicable($"it takes two of {string.Join(", ", Members)}, and the model has fewer")
            : voters.Length < 2
            ? Outcome.NotApplicable("it compares models with each other, and no other has the values")
            : voters.Count(other => IsBetter(own, other)))];
    }

    /// <summary>Whether the first beats the second; NaN for a value that is missing.</summary>
    public static bool IsBetter(ReadOnlySpan<double> own, ReadOnlySpan<double> other)
    {
        var votes = 0;
        for (var i = 0; i < own.Length; i++)
            votes += own[i] - other[i] > 0 ? 1 : 0;
        return votes >= Majority;
    }

    static bool IsVoter(double[] values) => values.Count(double.IsFinite) >= Majority;
}
