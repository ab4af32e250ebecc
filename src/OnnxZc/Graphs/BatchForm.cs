namespace OnnxZc.Graphs;

/// <summary>How the batch dimension of the model's inputs was dealt with.</summary>
public enum BatchForm
{
    /// <summary>The file declares it free.</summary>
    Dynamic,

    /// <summary>The file fixes it; the graph was rewritten to any batch, and passes are run only where rows agree.</summary>
    Rewritten,

    /// <summary>The file fixes it and the graph cannot be rewritten, or mixes samples: the batch is the file's.</summary>
    Fixed,
}
