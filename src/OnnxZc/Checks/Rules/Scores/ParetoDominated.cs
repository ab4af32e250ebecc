using OnnxZc.Proxies;
using OnnxZc.Statistics;

namespace OnnxZc.Checks.Rules.Scores;

/// <summary>No model is beaten by another in everything.</summary>
sealed class ParetoDominated : IRepositoryRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "pareto-dominated",
        RuleGroup.Score,
        RuleNeed.Scores,
        RuleLevel.Off,
        "No model is both dearer and worse than another.")
    {
        Why = "A model that another beats in cost and in every proxy is a candidate for removal.",
        Fix = "Take the model out, or name the columns by which it is worth keeping.",
        Parameters =
        [
            new(
                "columns",
                ParameterKind.Texts,
                "what to compare: sizes (bytes, params, macs: less is better) and proxies; by default macs and all "
                + "proxies that have a direction"),
        ],
        Passing = "pareto-dominated: {level: warn, columns: [macs, nwot]}, and a small model beside a better one",
        Failing = "a model of more multiply-accumulates and a smaller nwot than another",
    };

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Violation>> Check(CheckedRepository repository, RuleSettings settings)
    {
        var columns = settings.Texts("columns") is { IsEmpty: false } named
            ? named.ToArray()
            : ["macs", .. repository.Models.SelectMany(Proxies).Distinct()];
        var rows = repository.Models
            .Select(model => (Model: model, Row: RowOf(model, columns)))
            .Where(pair => pair.Row is not null)
            .Select(pair => (pair.Model, Row: pair.Row!))
            .ToArray();
        if (columns.Length < 2)
            yield break;
        var front = ParetoFilter.Of([.. rows.Select(pair => pair.Row)]).ToHashSet();
        for (var i = 0; i < rows.Length; i++)
        {
            if (front.Contains(i))
                continue;
            var winner = front.Order().First(other => Beats(rows[other].Row, rows[i].Row));
            yield return new(rows[i].Model.Path, new(
                $"'{rows[winner].Model.Path}' is no worse in {string.Join(", ", columns)}, and better in one of "
                + "them."));
        }
    }

    static IEnumerable<string> Proxies(CheckedModel model) =>
        (model.Card?.Scores ?? []).Where(score => score.Direction != Direction.None).Select(score => score.Proxy);

    // More is better in each place; null where a column has no value.
    static double[]? RowOf(CheckedModel model, IReadOnlyList<string> columns)
    {
        double?[] row =
        [
            .. columns.Select(column =>
                model.Card?.Scores.FirstOrDefault(score => score.Proxy == column) is { Value: { } value } score
                ? score.Direction == Direction.Higher ? value : -value
                : -model.Change?.Numbers.FirstOrDefault(number => number.Name == column)?.After),
        ];
        return row.Any(value => value is null) ? null : [.. row.Select(value => value!.Value)];
    }

    static bool Beats(double[] a, double[] b) => a.Zip(b).All(pair => pair.First >= pair.Second) && !a.SequenceEqual(b);
}
