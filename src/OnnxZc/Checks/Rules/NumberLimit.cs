using System.Collections.Immutable;

namespace OnnxZc.Checks.Rules;

/// <summary>What rules share that bound a number, for itself or against the lock file.</summary>
/// <param name="Name">Which of <see cref="ModelNumbers"/>.</param>
/// <param name="Unit">What it counts, as in "1,000 parameters".</param>
sealed record NumberLimit(string Name, string Unit)
{
    const string Limit = "limit";
    const string Growth = "growth";

    /// <summary>The settings, of which a policy must give one.</summary>
    public static ImmutableArray<string> Names { get; } = [Limit, Growth];

    /// <summary>The settings.</summary>
    /// <param name="kind">How the limit is written.</param>
    public ImmutableArray<RuleParameter> Parameters(ParameterKind kind) =>
    [
        new(Limit, kind, $"The most {Unit} that a model may have."),
        new(Growth, ParameterKind.Ratio, "The share by which the number may exceed the one in the lock file."),
    ];

    /// <summary>Whether the number is within what the settings allow.</summary>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        if (ModelNumbers.Of(model, Name) is not { } value)
        {
            var reason = (model.ShapeError ?? model.Error)?.Message ?? "sizes exceed 64 bits";
            yield return new($"the number of {Unit} cannot be told: {reason}");
            yield break;
        }

        if (settings.Number(Limit) is { } limit && value > limit)
        {
            yield return new($"{Text(value)} {Unit}, {Text(limit)} are allowed") { Excess = Ratio(value, limit) };
        }

        if (settings.Number(Growth) is { } growth && Before(model) is { } before && value > before * (1 + growth))
        {
            var change = before > 0 ? FormattableString.Invariant($" ({value / before - 1:+0.##%;-0.##%})") : "";
            yield return new(
                $"{Text(value)} {Unit}, {Text(before)} when it was locked{change}; "
                + FormattableString.Invariant($"{growth:0.##%} more are allowed"))
            {
                Part = Growth,
                Excess = Ratio(value, before * (1 + growth)),
                Fix = "Make the model smaller again, or accept it with onnxzc lock.",
            };
        }
    }

    double? Before(CheckedModel model) => model.Locked?.Numbers.GetValueOrDefault(Name)?.Value;

    static double? Ratio(double value, double allowed) => allowed > 0 ? value / allowed : null;

    static string Text(double value) => FormattableString.Invariant($"{value:#,0.##}");
}
