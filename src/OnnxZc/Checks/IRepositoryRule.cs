namespace OnnxZc.Checks;

/// <summary>A rule that looks at all models together, or at what surrounds them.</summary>
interface IRepositoryRule : IRule
{
    /// <summary>What is wrong, by the model it is said of; the key is empty for the repository as a whole.</summary>
    IEnumerable<KeyValuePair<string, Violation>> Check(CheckedRepository repository, RuleSettings settings);
}
