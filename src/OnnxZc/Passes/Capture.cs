namespace OnnxZc.Passes;

/// <summary>What is kept of a pass, as a value: equal captures of a pass are made once.</summary>
public abstract record Capture
{
    /// <summary>
    /// Whether it is of layers, which a loop or branch may have more or fewer of than the graph shows.
    /// </summary>
    public virtual bool ReadsLayers => false;

    /// <summary>Whether it compares samples with each other, so that one sample gives nothing.</summary>
    public virtual bool ComparesSamples => false;

    /// <summary>Whether it reads values of the forward half alone, as numbers in host memory.</summary>
    internal virtual bool IsHost => false;

    /// <summary>Whether it differentiates the gradient once more.</summary>
    internal virtual bool IsSecondOrder => false;

    /// <summary>Whether it draws numbers.</summary>
    internal virtual bool IsDrawn => false;

    /// <summary>How it comes together when the batch runs in parts.</summary>
    internal virtual PartMerge Merge => PartMerge.None;

    /// <summary>What the parts left, rows below each other.</summary>
    /// <exception cref="NotSupportedException">It has no row per sample.</exception>
    internal virtual object Below(IReadOnlyList<object> parts) => throw new NotSupportedException();

    /// <summary>Begins one execution.</summary>
    /// <exception cref="PassNotApplicableException">It is not defined for the model.</exception>
    internal abstract Reduction Begin(PassScene scene);
}
