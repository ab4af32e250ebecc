namespace OnnxZc.Graphs;

/// <summary>Which files besides the model's own are opened for weights.</summary>
public enum ExternalDataMode
{
    /// <summary>Files in the model's folder that are no links, with no second name.</summary>
    Strict,

    /// <summary>
    /// Files in the model's folder, or where the model is a link, in the folder of what it leads to: as in the caches
    /// of model hubs, which are made of links.
    /// </summary>
    Cache,

    /// <summary>None; a weight that is needed for more than its shape is an error.</summary>
    Off,
}
