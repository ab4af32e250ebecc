namespace OnnxZc;

/// <summary>What became of one proxy on one model.</summary>
public enum ScoreStatus
{
    /// <summary>There is a finite value.</summary>
    Ok,

    /// <summary>
    /// The proxy is not defined for this model, such as one that needs ReLUs on a model without; the reason says which.
    /// </summary>
    NotApplicable,

    /// <summary>The computation failed or gave NaN or infinity; the reason says how.</summary>
    Failed,

    /// <summary>The time allowed ran out.</summary>
    Timeout,

    /// <summary>The memory allowed or available ran out.</summary>
    OutOfMemory,
}
