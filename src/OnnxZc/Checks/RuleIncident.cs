namespace OnnxZc.Checks;

/// <summary>What kept a rule from being looked at though it was asked for.</summary>
enum RuleIncident
{
    /// <summary>The model took too long or too much memory, or the process that ran it died.</summary>
    NotChecked,

    /// <summary>The rule, or what it looks at, threw: a defect of OnnxZc.</summary>
    Defect,
}
