using System.Globalization;
using OnnxZc.Checks.Locks;

namespace OnnxZc.Checks.Rules.Meta;

/// <summary>The models have the bytes that were locked.</summary>
sealed class ChangedModel : IModelRule
{
    const double LargestInFull = 1e15;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "changed-model",
        RuleGroup.Meta,
        RuleNeed.Graph,
        RuleLevel.Warn,
        "The file is the one that was locked, byte for byte.")
    {
        Why = "A changed model should be looked at, and the lock file should say what it is now.",
        Fix = "Look at the change; if it is meant, run onnxzc lock and commit the lock file with the model.",
        Passing = "changed-model: warn, and a model that was not touched since onnxzc lock",
        Failing = "a model that was exported again and not locked again",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        if (model is not { Change: { Kind: ChangeKind.Changed } change, Locked: { } locked })
            yield break;
        string[] moved =
        [
            .. change.Numbers.Where(number => number.Before is not null && number.After != number.Before).Select(Told),
            .. model.Outline is { } now && ModelOutline.Changes(locked.Outline.Operators, now.Operators).Count > 0
                ? ["other operators"]
                : Array.Empty<string>(),
            .. model.GraphHash == locked.GraphHash ? ["the same graph"] : Array.Empty<string>(),
        ];
        yield return new($"It changed since it was locked: {string.Join(", ", moved.DefaultIfEmpty("other bytes"))}.");
    }

    static string Told(NumberChange number)
    {
        var (before, after) = (number.Before!.Value, number.After);
        var share = after is { } now && before != 0
            ? string.Create(CultureInfo.InvariantCulture, $" ({(now - before) / Math.Abs(before):+0.##%;-0.##%})")
            : "";
        return $"{number.Name} {Text(before)} → {(after is { } value ? Text(value) : "none")}{share}";
    }

    static string Text(double value) => value.ToString(
        Math.Truncate(value) == value && Math.Abs(value) < LargestInFull ? "#,0" : "G6", CultureInfo.InvariantCulture);
}
