namespace OnnxZc.Checks.Rules.Meta;

/// <summary>A model takes and gives what it did.</summary>
sealed class InterfaceChanged : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "interface-changed",
        RuleGroup.Meta,
        RuleNeed.Graph,
        RuleLevel.Error,
        "Inputs and outputs have the names, types and shapes that were locked, in the same order.")
    {
        Why = "Programs that feed a model know its inputs and outputs by name, type and shape.",
        Fix = "Export the model with its former interface; if the change is meant, run onnxzc lock.",
        Passing = "interface-changed: error, and a model with new weights",
        Failing = "a model that lost an output, or whose input 'x' is now called 'input'",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        model is { Locked.Outline: { } then, Outline: { } now }
            ? Differences("input", then.Inputs, now.Inputs).Concat(Differences("output", then.Outputs, now.Outputs))
            : [];

    static IEnumerable<Violation> Differences(string kind, IReadOnlyList<string> then, IReadOnlyList<string> now)
    {
        if (then.SequenceEqual(now))
            yield break;
        string[] lost = [.. then.Except(now)];
        string[] added = [.. now.Except(then)];
        foreach (var value in lost)
        {
            var same = added.FirstOrDefault(other => NameOf(other) == NameOf(value));
            yield return new(same is null
                ? $"The {kind} '{value}' is gone."
                : $"The {kind} '{value}' is now '{same}'.")
            {
                Part = NameOf(value),
            };
        }

        foreach (var value in added.Where(other => lost.All(value => NameOf(value) != NameOf(other))))
            yield return new($"The {kind} '{value}' is new.") { Part = NameOf(value) };
        if (lost.Length == 0 && added.Length == 0)
            yield return new($"The {kind}s stand in another order: {string.Join("; ", now)}.");
    }

    static string NameOf(string value) =>
        value.LastIndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? value[..at] : value;
}
