using OnnxZc.Checks.Locks;

namespace OnnxZc.Checks.Rules.Meta;

/// <summary>Every model is locked, where there is a lock file.</summary>
sealed class UnlockedModel : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "unlocked-model",
        RuleGroup.Meta,
        RuleNeed.Graph,
        RuleLevel.Warn,
        "Every model is in the lock file, where there is one.")
    {
        Why = "What is not locked can change later, and nothing tells.",
        Fix = "Run onnxzc lock and commit the lock file.",
        Passing = "unlocked-model: warn, and a model that onnxzc lock has seen",
        Failing = "a model that was added after the last onnxzc lock",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        model.Change?.Kind switch
        {
            ChangeKind.New => [new("It is new: the lock file does not have it.")],
            ChangeKind.Renamed => [new($"It was renamed: the lock file has it as '{model.Change.From}'.")],
            _ => [],
        };
}
