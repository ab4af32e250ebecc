namespace OnnxZc.Checks.Rules.Meta;

/// <summary>Every glob of the policy names a model.</summary>
sealed class EmptySelection : IRepositoryRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        CheckVerdict.EmptySelection,
        RuleGroup.Meta,
        RuleNeed.File,
        RuleLevel.Error,
        "Every glob of the policy matches a model.")
    {
        Why = "A glob with a typing error would check nothing, and be green for ever.",
        Fix = "Correct the glob, or take it out; globs are relative to the policy's folder.",
        Passing = "empty-selection: error, models: ['models/*.onnx'], and a file models/a.onnx",
        Failing = "models: ['model/*.onnx'] in the same repository",
    };

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Violation>> Check(
        CheckedRepository repository, RuleSettings settings) =>
        repository.EmptyPatterns.Select(glob => KeyValuePair.Create(
            "", new Violation($"The glob '{glob.Text}' matches no model.") { Part = glob.Text, Place = glob.Place }));
}
