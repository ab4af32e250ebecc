namespace OnnxZc.Passes;

/// <summary>How BatchNormalization normalises in passes over the batch.</summary>
public enum BatchNormMode
{
    /// <summary>By the batch's own statistics, as the zero-cost literature does.</summary>
    Batch,

    /// <summary>By the file's running statistics.</summary>
    Running,
}
