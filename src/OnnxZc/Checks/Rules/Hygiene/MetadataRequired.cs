using System.Collections.Immutable;

namespace OnnxZc.Checks.Rules.Hygiene;

/// <summary>Demands properties of the model.</summary>
sealed class MetadataRequired : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "metadata-required",
        RuleGroup.Hygiene,
        RuleNeed.Details,
        RuleLevel.Off,
        "The file says of itself what is demanded.")
    {
        Why =
            "A file travels without its repository: what licence it has and which commit made it should travel "
            + "along.",
        Fix = "Set them with onnx.helper.set_model_props before onnx.save.",
        Parameters =
        [
            new(
                "keys",
                ParameterKind.Texts,
                "The properties (metadata_props) that must be there and not empty.",
                ImmutableArray.Create("license", "version", "source_commit")),
        ],
        Passing = "metadata-required: { level: error, keys: [license] } and a model whose property license is MIT",
        Failing = "a model without properties",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        settings.Texts("keys")
            .Where(key => string.IsNullOrWhiteSpace(model.Details!.Metadata.GetValueOrDefault(key)))
            .Select(key => new Violation($"the property '{key}' is missing or empty") { Part = key });
}
