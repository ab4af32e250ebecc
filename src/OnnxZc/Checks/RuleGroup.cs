namespace OnnxZc.Checks;

/// <summary>What a rule is about.</summary>
enum RuleGroup
{
    /// <summary>Size and cost.</summary>
    Size,

    /// <summary>The file format and what of it is allowed.</summary>
    Format,

    /// <summary>Order in the file.</summary>
    Hygiene,

    /// <summary>What a model from a stranger must not bring along.</summary>
    Safety,

    /// <summary>What the network does when it runs.</summary>
    Behaviour,

    /// <summary>Scores and their change.</summary>
    Score,

    /// <summary>The policy, the waivers and the lock file themselves.</summary>
    Meta,
}
