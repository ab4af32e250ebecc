namespace OnnxZc.Proxies.Saliencies;

/// <summary>What <see cref="Synflow"/> makes of the layers' sums.</summary>
enum SynflowForm
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>The logarithm of their sum.</summary>
    Logarithm,

    /// <summary>Minus the sum of means over outputs.</summary>
    ZenNas,
}
