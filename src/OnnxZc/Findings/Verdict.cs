namespace OnnxZc.Findings;

/// <summary>What scoring makes of a node.</summary>
enum Verdict
{
    /// <summary>It is rebuilt, or folded into a constant.</summary>
    Supported,

    /// <summary>It is rebuilt as something that differs from what the file says, on purpose.</summary>
    Approximated,

    /// <summary>It cannot be rebuilt.</summary>
    Unsupported,

    /// <summary>No result depends on it.</summary>
    Unused,
}
