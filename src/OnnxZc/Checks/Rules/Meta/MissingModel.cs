using OnnxZc.Checks.Locks;

namespace OnnxZc.Checks.Rules.Meta;

/// <summary>Every model that is locked is there.</summary>
sealed class MissingModel : IRepositoryRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "missing-model",
        RuleGroup.Meta,
        RuleNeed.File,
        RuleLevel.Error,
        "Every model of the lock file is there; one that was renamed is, by its graph.")
    {
        Why = "A model that somebody deployed should not vanish unnoticed.",
        Fix = "Bring the model back, or take it out of the lock file by onnxzc lock.",
        Passing = "missing-model: error, and a.onnx, locked as a.onnx or as its former name",
        Failing = "a.onnx is deleted, or the policy no longer names it, and the lock file still has it",
    };

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Violation>> Check(
        CheckedRepository repository, RuleSettings settings) =>
        repository.Changes.Where(change => change.Kind == ChangeKind.Missing)
            .Select(change => KeyValuePair.Create(
                change.Path, new Violation("It is in the lock file and not among the policy's models.")
                {
                    Place = change.Place,
                }));
}
