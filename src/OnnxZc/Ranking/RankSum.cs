using OnnxZc.Proxies;

namespace OnnxZc.Ranking;

/// <summary>Adds up what models are worth by their ranks among those that have every value.</summary>
static class RankSum
{
    /// <param name="models">The models' values.</param>
    /// <param name="higher">The members of which more is better.</param>
    /// <param name="lower">The members of which less is better.</param>
    /// <param name="worth">What a rank among so many models is worth; the best has the highest.</param>
    public static IReadOnlyList<Outcome> Of(
        IReadOnlyList<IReadOnlyDictionary<string, double>> models,
        IReadOnlyList<string> higher,
        IReadOnlyList<string> lower,
        Func<double, int, double> worth)
    {
        string[] members = [.. higher, .. lower];
        int[] complete = [.. Enumerable.Range(0, models.Count).Where(i => members.All(models[i].ContainsKey))];
        var outcomes = models.Select(model => Outcome.NotApplicable(Reason(members, model))).ToArray();
        if (complete.Length < 2)
            return outcomes;

        var sums = new double[complete.Length];
        foreach (var member in members)
        {
            var sign = lower.Contains(member) ? -1 : 1;
            var ranks = Ranks.Average(complete.Select(i => sign * models[i][member]));
            for (var i = 0; i < sums.Length; i++)
                sums[i] += worth(ranks[i], sums.Length);
        }

        for (var i = 0; i < sums.Length; i++)
            outcomes[complete[i]] = sums[i];
        return outcomes;
    }

    static string Reason(string[] members, IReadOnlyDictionary<string, double> model)
    {
        var missing = string.Join(", ", members.Where(member => !model.ContainsKey(member)));
        return missing.Length > 0
            ? $"it ranks models that have every value, and this one lacks {missing}"
            : "it ranks models among each other, and no other has the values";
    }
}
