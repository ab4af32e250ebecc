namespace OnnxZc.Findings;

/// <summary>What a finding means for the scores.</summary>
enum Severity
{
    /// <summary>Good to know; no score is affected.</summary>
    Note,

    /// <summary>Scores exist and differ from those of the network as designed.</summary>
    Warning,

    /// <summary>Some scores cannot be had.</summary>
    Problem,
}
