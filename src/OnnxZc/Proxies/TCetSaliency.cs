namespace OnnxZc.Proxies;

/// <summary>Whose saliencies <see cref="TCet"/> takes.</summary>
enum TCetSaliency
{
    /// <summary>Synaptic flow's.</summary>
    Synflow,

    /// <summary>Connection sensitivity's.</summary>
    Snip,
}
