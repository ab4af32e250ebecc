namespace OnnxZc.Checks.Rules.Size;

/// <summary>Bounds the peak of live values for one sample.</summary>
sealed class MaxActivationMemory : IModelRule
{
    static readonly NumberLimit Bound = new(ModelNumbers.ActivationMemory, "bytes of values alive at once");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "max-activation-memory",
        RuleGroup.Size,
        RuleNeed.Graph,
        RuleLevel.Off,
        "One sample needs at most so many bytes for the values between layers.")
    {
        Why =
            "Beside its weights, this is what a device must have free to run the model; it is counted by shapes, "
            + "each value freed after its last use.",
        Fix = "Use smaller images or fewer channels where the images are large, or raise the limit on purpose.",
        Parameters = Bound.Parameters(ParameterKind.Bytes),
        AtLeastOneOf = NumberLimit.Names,
        Passing = "max-activation-memory: { level: error, limit: 10MiB } and a network on images of 32 x 32",
        Failing = "VGG-16 on images of 224 x 224, whose first layers need 24.5 MiB",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var violations = Bound.Check(model, settings);
        return model.Shapes is { Unknown: [var first, ..] unknown }
            ? violations.Append(new(
                "the bytes of values alive at once cannot be told in full: the shapes behind "
                + $"{unknown.Length} nodes are not known, the first of them '{first.Node.Label}'"))
            : violations;
    }
}
