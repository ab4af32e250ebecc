using System.Collections.Immutable;

namespace OnnxZc.Checks.Rules.Format;

/// <summary>Bounds the domains of operators.</summary>
sealed class AllowedDomains : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "allowed-domains",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "All operators are of allowed domains.")
    {
        Why =
            "Operators outside of ONNX's own domain run in few runtimes, and custom ones need a library of "
            + "native code.",
        Fix = "Export without operators of that domain, or add the domain to the list.",
        Parameters =
        [
            new(
                "domains",
                ParameterKind.Texts,
                "The domains; what the model's own functions do counts, not their names.",
                ImmutableArray.Create("ai.onnx")),
        ],
        Passing = "allowed-domains: { level: error } and a model of ONNX operators alone",
        Failing = "a model with com.microsoft.FusedConv",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var allowed = settings.Texts("domains").Select(domain => domain == "ai.onnx" ? "" : domain).ToHashSet();
        return model.Details!.Nodes
            .Where(node => !node.IsCall && !allowed.Contains(node.Domain))
            .GroupBy(node => node.Domain)
            .Select(group => new Violation(
                $"{group.Count()} nodes are of domain '{(group.Key.Length == 0 ? "ai.onnx" : group.Key)}', "
                + $"the first is '{group.First().Label}' ({group.First().Operator})")
            {
                Part = group.Key.Length == 0 ? "ai.onnx" : group.Key,
            });
    }
}
