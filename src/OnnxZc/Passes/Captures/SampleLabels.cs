namespace OnnxZc.Passes.Captures;

/// <summary>The labels that the objectives use: the data's, or drawn ones.</summary>
public sealed record SampleLabels : Capture<SampleClasses>
{
    /// <inheritdoc/>
    public override bool ComparesSamples => true;

    internal override bool IsHost => true;

    internal override Reduction Begin(PassScene scene) =>
        new Known(scene.Classes.Value
            ?? throw new PassNotApplicableException("the output is not one row of classes per sample"));

    sealed class Known(SampleClasses classes) : Reduction
    {
        public override object Result() => classes;
    }
}
