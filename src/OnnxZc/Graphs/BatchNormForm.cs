namespace OnnxZc.Graphs;

/// <summary>Where the model's BatchNormalization nodes went.</summary>
public enum BatchNormForm
{
    /// <summary>The graph has BatchNormalization nodes, one for nearly every convolution that could have one.</summary>
    Kept,

    /// <summary>
    /// The exporter merged BatchNormalization into convolutions: gradient proxies differ from the kept form.
    /// </summary>
    Folded,

    /// <summary>There is no sign that the network ever had any.</summary>
    None,
}
