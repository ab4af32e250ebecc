namespace OnnxZc.Findings;

/// <summary>One thing to look for in a model.</summary>
interface IFindingRule
{
    /// <summary>What was found, or null.</summary>
    Finding? Examine(Subject subject);
}
