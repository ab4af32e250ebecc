using System.Text.RegularExpressions;
using OnnxZc.Graphs.Details;

namespace OnnxZc.Checks.Rules.Hygiene;

/// <summary>Holds names against patterns.</summary>
sealed class NamingPattern : IModelRule
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "naming-pattern",
        RuleGroup.Hygiene,
        RuleNeed.Details,
        RuleLevel.Off,
        "Names match a pattern.")
    {
        Why = "A convention for names keeps tools that go by names working.",
        Fix = "Rename, or change the pattern.",
        Parameters =
        [
            new("nodes", ParameterKind.Text, "A regular expression for the names of nodes."),
            new("initializers", ParameterKind.Text, "One for the names of initializers."),
            new("inputs", ParameterKind.Text, "One for the names of inputs."),
            new("outputs", ParameterKind.Text, "One for the names of outputs."),
        ],
        AtLeastOneOf = ["nodes", "initializers", "inputs", "outputs"],
        Passing = "naming-pattern: { level: error, initializers: '^[a-z0-9_.]+$' } and a model with conv1.weight",
        Failing = "a model with onnx::Conv_495",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Parts.Bounded(Names(model.Details!).SelectMany(kind => settings.Text(kind.Kind) is { } pattern
            ? Unfit(kind.Kind[..^1], kind.Names, pattern)
            : []));

    static IEnumerable<(string Kind, IEnumerable<string> Names)> Names(FileDetails details) =>
    [
        ("inputs", details.Inputs.Select(value => value.Name)),
        ("outputs", details.Outputs.Select(value => value.Name)),
        ("initializers", details.Tensors.Where(tensor => tensor.IsInitializer).Select(tensor => tensor.Label)),
        ("nodes", details.Nodes.Select(node => node.Name)),
    ];

    static IEnumerable<Violation> Unfit(string kind, IEnumerable<string> names, string pattern)
    {
        Regex regex;
        try
        {
            regex = new(pattern, RegexOptions.CultureInvariant, TimeLimit);
        }
        catch (ArgumentException wrong)
        {
            return [new($"the pattern for each {kind} is no regular expression: {wrong.Message}") { Part = kind }];
        }

        return Unfit(kind, names, regex);
    }

    static IEnumerable<Violation> Unfit(string kind, IEnumerable<string> names, Regex pattern)
    {
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (Matches(pattern, name) is not { } isMatch)
            {
                yield return new($"the pattern for each {kind} takes more than a second on '{name}'") { Part = name };
                yield break;
            }

            if (!isMatch)
                yield return new($"{kind} '{name}' does not match {pattern}") { Part = name };
        }
    }

    // Null where it takes too long to tell: a pattern and a name may be made so that it never ends.
    static bool? Matches(Regex pattern, string name)
    {
        try
        {
            return pattern.IsMatch(name);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
