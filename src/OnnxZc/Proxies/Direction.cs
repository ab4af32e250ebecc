namespace OnnxZc.Proxies;

/// <summary>Which values of a proxy are better.</summary>
public enum Direction
{
    /// <summary>Neither: a size, not a judgement.</summary>
    None,

    /// <summary>Higher is better.</summary>
    Higher,

    /// <summary>Lower is better.</summary>
    Lower,
}
