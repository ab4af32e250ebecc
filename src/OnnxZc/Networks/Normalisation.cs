namespace OnnxZc.Networks;

/// <summary>How BatchNormalization nodes behave during a walk.</summary>
public enum Normalisation
{
    /// <summary>By the batch's own mean and variance; nothing is written back.</summary>
    Batch,

    /// <summary>By the file's running mean and variance.</summary>
    Running,

    /// <summary>As if the node were the identity.</summary>
    Off,

    /// <summary>
    /// As <see cref="Off"/>, but by the batch's statistics where the scale's name begins with <c>reduction1.</c> or
    /// <c>reduction2.</c>, the two reduction blocks of NAS-Bench-201.
    /// </summary>
    OffButReductions,
}
