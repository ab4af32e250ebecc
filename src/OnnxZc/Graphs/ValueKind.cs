namespace OnnxZc.Graphs;

/// <summary>What a value is declared to be.</summary>
public enum ValueKind
{
    /// <summary>One tensor, or undeclared.</summary>
    Tensor,

    /// <summary>A list of values of one type.</summary>
    Sequence,

    /// <summary>A value that may be absent.</summary>
    Optional,

    /// <summary>A map, a sparse tensor or an opaque type.</summary>
    Other,
}
