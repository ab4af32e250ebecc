using OnnxZc.Graphs.Details;

namespace OnnxZc.Checks.Rules.Format;

/// <summary>Bounds the element types.</summary>
sealed class DtypeAllow : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "dtype-allow",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "Tensors, declared values and Casts have only element types of a list.")
    {
        Why = "A device that computes in float32 and int64 alone refuses others, or converts them slowly.",
        Fix = "Convert the model to one of the types.",
        Parameters =
        [
            new("types", ParameterKind.Texts, "The types.") { Choices = DataTypes.Names },
        ],
        AtLeastOneOf = ["types"],
        Passing = "dtype-allow: { level: error, types: [float32, int64, bool] } and a model in single precision",
        Failing = "the same model with one float64 initializer",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var types = settings.Texts("types").ToHashSet(StringComparer.Ordinal);
        return Parts.Bounded(Uses(model.Details!)
            .Where(use => use.Type > 0 && !types.Contains(DataTypes.Name(use.Type)))
            .GroupBy(use => use.Type)
            .Select(group => new Violation(
                $"{DataTypes.Name(group.Key)} is the type of {Parts.Quoted([.. group.Select(use => use.Name)])}")
            {
                Part = DataTypes.Name(group.Key),
            }));
    }

    static IEnumerable<(string Name, long Type)> Uses(FileDetails details) =>
    [
        .. details.Inputs.Concat(details.Outputs).Concat(details.Described)
            .Select(value => (value.Name, (long)value.Type)),
        .. details.Tensors.Select(tensor => (tensor.Label, (long)tensor.DataType)),
        .. details.Nodes.Select(node => (node.Label, node.CastTo ?? 0)),
    ];
}
