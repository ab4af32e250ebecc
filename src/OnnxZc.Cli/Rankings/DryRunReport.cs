using System.Globalization;
using OnnxZc.Passes.Planning;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Rankings;

/// <summary>What would be scored, for people.</summary>
/// <param name="models">The models, in order.</param>
/// <param name="wanted">Scores wanted of each.</param>
/// <param name="most">How many models to list; null for all.</param>
/// <param name="store">The store; null where there is none.</param>
sealed class DryRunReport(IReadOnlyList<PlannedModel> models, int wanted, int? most, string? store)
{
    const double LargestInFull = 1e6;

    static readonly IReadOnlyList<Column<PassTotal>> _passes =
    [
        new("pass", Align.Left, row => row.Pass),
        new("models", Align.Right, row => NumberText.Short(row.Models)),
        new("cost", Align.Right, row => CostText(row.Cost)),
        new("memory", Align.Right, row => SizeText(row.Bytes)),
        new("read by", Align.Left, row => string.Join(", ", row.Readers)),
    ];

    static readonly IReadOnlyList<Column<PlannedModel>> _models =
    [
        new("model", Align.Left, row => row.Name),
        new("scores", Align.Right, row => NumberText.Short(row.Missing.Count)),
        new("cost", Align.Right, row => CostText(row.Plan.Cost)),
        new("multiply-accumulates", Align.Right, row => CostText(row.Plan.CostInMacs)),
        new("memory", Align.Right, row => SizeText(row.Plan.Steps.Count > 0 ? row.Plan.Bytes : null)),
    ];

    /// <summary>
    /// Totals, a row per pass, a row per model with something left to compute, and who cannot be scored.
    /// </summary>
    public void Write(TextWriter writer, int width, Palette palette)
    {
        PlannedModel[] refused = [.. models.Where(model => model.Plan.Refusal is not null)];
        PlannedModel[] open = [.. models.Where(model => model.Plan.Refusal is null && model.Missing.Count > 0)];
        var scores = models.Count * wanted;
        var missing = open.Sum(model => model.Missing.Count);
        var lost = refused.Sum(model => model.Missing.Count);
        Line("models", $"{models.Count}: {open.Length} to score, {models.Count - open.Length - refused.Length} known, "
            + $"{refused.Length} that cannot be scored");
        Line("scores", $"{scores}: {missing} to compute, {scores - missing - lost} "
            + $"{(store is null ? "known, as there is no --store" : $"in {store}")}, {lost} without a way to them");
        Line("cost", $"{CostText(open.Sum(model => model.Plan.Cost))} forward and backward passes of a batch, "
            + $"{CostText(open.Sum(model => model.Plan.CostInMacs))} multiply-accumulates"
            + (open.Length > 0 ? $", at most {SizeText(open.Max(model => model.Plan.Bytes))} for a model" : ""));
        if (PassTotal.Of(open) is { Count: > 0 } passes)
        {
            writer.WriteLine();
            TextTable.Write(writer, _passes, passes, width, palette);
        }

        if (open.Length > 0)
        {
            writer.WriteLine();
            TextTable.Write(writer, _models, [.. open.Take(most ?? open.Length)], width, palette);
        }

        foreach (var model in refused)
            writer.WriteLine(TerminalText.Clean($"{model.Name}: {model.Plan.Refusal}"));
        writer.WriteLine();
        writer.WriteLine("Nothing was scored.");

        void Line(string name, string value) => writer.WriteLine($"{name,-8}{TerminalText.Clean(value)}");
    }

    static string CostText(double? cost) => cost switch
    {
        null => "?",
        < LargestInFull => NumberText.Short(Math.Round(cost.Value, 2)),
        _ => cost.Value.ToString("0.##e0", CultureInfo.InvariantCulture),
    };

    static string SizeText(double? bytes) => bytes is { } known ? PassEstimate.Size(known) : "–";

    /// <summary>A pass of several models.</summary>
    sealed record PassTotal(string Pass, int Models, double? Cost, double? Bytes, IReadOnlyList<string> Readers)
    {
        public static IReadOnlyList<PassTotal> Of(IEnumerable<PlannedModel> models) =>
        [
            .. models.SelectMany(model => model.Plan.Steps)
                .GroupBy(step => step.Pass, StringComparer.Ordinal)
                .Select(steps => new PassTotal(
                    steps.Key,
                    steps.Count(),
                    steps.Any(step => step.Cost is not null) ? steps.Sum(step => step.Cost) : null,
                    steps.Max(step => step.Bytes),
                    [.. steps.SelectMany(step => step.Readers).Distinct()])),
        ];
    }
}
