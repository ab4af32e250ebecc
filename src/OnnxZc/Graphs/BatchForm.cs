namespace OnnxZc.Graphs;

/// <summary>How the batch dimension of the model's inputs was dealt with.</summary>
public enum BatchForm
{
    /// <summary>The file declares it free.</summary>
    Dynamic,

    /// <summary>The file fixes it; the graph was rewritten to any batch, proven by running it before a pass.</summary>
    Rewritten,

    /// <summary>The file fixes it, and no rewritten graph treats every sample alike: it is the file's.</summary>
    Fixed,
}
