namespace OnnxZc.Proxies;

/// <summary>Which part of <see cref="AzNas"/>.</summary>
enum AzNasPart
{
    /// <summary>The sum of entropies.</summary>
    Expressivity,

    /// <summary>The smallest rise of entropy.</summary>
    Progressivity,

    /// <summary>How evenly gradients pass.</summary>
    Trainability,
}
