namespace OnnxZc.Proxies;

/// <summary>What <see cref="TCet"/> makes of a layer's ratio.</summary>
enum TCetScale
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its logarithm; 0 where that is not finite.</summary>
    Log,

    /// <summary>The logarithm of 1 and it.</summary>
    Log1p,

    /// <summary>It over the standard deviation between layers.</summary>
    Norm,
}
