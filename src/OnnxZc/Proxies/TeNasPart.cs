namespace OnnxZc.Proxies;

/// <summary>Which of the numbers of <see cref="TeNas"/>.</summary>
enum TeNasPart
{
    /// <summary>The condition number; on noise its negative.</summary>
    Condition,

    /// <summary>The number of linear regions.</summary>
    Regions,

    /// <summary>Linear regions less condition number.</summary>
    Both,
}
