namespace OnnxZc;

/// <summary>What repeats draw anew.</summary>
public enum Vary
{
    /// <summary>The weights.</summary>
    Init,

    /// <summary>The samples and the labels.</summary>
    Batch,

    /// <summary>Both, as far as they are drawn at all.</summary>
    Both,
}
