namespace OnnxZc.Checks.Rules.Format;

/// <summary>Says which tools may have written the file.</summary>
sealed class ProducerAllow : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "producer-allow",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "The file was written by one of these tools.")
    {
        Why =
            "Another exporter, or another version of it, may change a model's form and speed; a file of unknown "
            + "origin should not pass unseen.",
        Fix = "Write the file with the agreed tool, or add the tool to the list.",
        Parameters =
        [
            new("producers", ParameterKind.Texts, "Names with versions, with * and ?."),
        ],
        AtLeastOneOf = ["producers"],
        Passing = "producer-allow: { level: error, producers: ['pytorch 2.*'] } and a model of pytorch 2.6.0",
        Failing = "a model of pytorch 1.13.1",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var producer = model.Details!.Producer;
        if (!Wildcard.IsAny(settings.Texts("producers"), producer))
            yield return new(producer.Length == 0 ? "the file names no producer" : $"the producer is '{producer}'");
    }
}
