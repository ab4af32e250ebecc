using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Checks.Rules.Format;

/// <summary>Says what inputs and outputs are called.</summary>
sealed class IoNames : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "io-names",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "Inputs and outputs have the demanded names, in order.")
    {
        Why = "Programs address inputs and outputs by name: a renamed one breaks them at run time.",
        Fix = "Give the names at export (input_names, output_names).",
        Parameters =
        [
            new("inputs", ParameterKind.Texts, "The names of all inputs."),
            new("outputs", ParameterKind.Texts, "The names of all outputs."),
        ],
        AtLeastOneOf = ["inputs", "outputs"],
        Passing = "io-names: { level: error, inputs: [images], outputs: [logits] } and a model with these",
        Failing = "a model whose output is called 495",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
    [
        .. Differing("inputs", model.Details!.Inputs, settings),
        .. Differing("outputs", model.Details!.Outputs, settings),
    ];

    static IEnumerable<Violation> Differing(string kind, ImmutableArray<ValueInfo> values, RuleSettings settings)
    {
        if (!settings.Has(kind))
            return [];
        var (names, wanted) = (values.Select(value => value.Name).ToArray(), settings.Texts(kind));
        return names.SequenceEqual(wanted)
            ? []
            : [new($"the {kind} are {Listed(names)}, demanded are {Listed(wanted)}") { Part = kind }];
    }

    static string Listed(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Select(name => $"'{name}'"));
}
