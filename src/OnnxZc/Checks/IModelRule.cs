namespace OnnxZc.Checks;

/// <summary>A rule that looks at one model at a time.</summary>
interface IModelRule : IRule
{
    /// <summary>
    /// What is wrong with a model; nothing where the rule holds. What <see cref="RuleInfo.Need"/> names is there.
    /// </summary>
    IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings);
}
