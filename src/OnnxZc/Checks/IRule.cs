namespace OnnxZc.Checks;

/// <summary>Something that a policy can demand.</summary>
interface IRule
{
    /// <summary>What it is.</summary>
    RuleInfo Info { get; }
}
