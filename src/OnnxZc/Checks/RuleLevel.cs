namespace OnnxZc.Checks;

/// <summary>What a violation of a rule means for the verdict, the mildest first.</summary>
enum RuleLevel
{
    /// <summary>The rule is not looked at.</summary>
    Off,

    /// <summary>Told; the check passes unless <c>--fail-level warn</c>.</summary>
    Warn,

    /// <summary>The check fails.</summary>
    Error,
}
