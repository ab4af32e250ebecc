namespace OnnxZc.Checks.Rules.Format;

/// <summary>Forbids functions of the model's own.</summary>
sealed class NoCustomFunctions : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "no-custom-functions",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "The model defines no functions of its own.")
    {
        Why =
            "Some runtimes do not take models with functions, and a function may bear the name of an operator "
            + "and do something else.",
        Fix = "Export with functions inlined (onnx.inliner.inline_local_functions).",
        Parameters =
        [
            new("allow", ParameterKind.Texts, "Those that it may define, as pkg.onnxscript.*, with * and ?."),
        ],
        Passing = "no-custom-functions: { level: error } and ResNet-18",
        Failing = "a model that defines custom.MyGelu",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Parts.Bounded(model.Details!.Functions
            .Where(function => !Wildcard.IsAny(settings.Texts("allow"), function))
            .Select(function => new Violation($"the model defines the function '{function}'") { Part = function }));
}
