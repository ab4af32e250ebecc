using OnnxZc.Networks;

namespace OnnxZc.Passes;

/// <summary>
/// One run over the batch, as a value: proxies that declare equal passes share one execution, which is all that
/// planning needs.
/// </summary>
/// <param name="Normalisation">How BatchNormalization normalises.</param>
/// <param name="Objective">What is differentiated.</param>
public readonly record struct Pass(Normalisation Normalisation, Objective Objective)
{
    /// <summary>Forward and backward of the loss, by the batch's statistics.</summary>
    public static Pass Loss => new(Normalisation.Batch, Objective.Loss);

    /// <summary>Forward alone, by the batch's statistics.</summary>
    public static Pass Forward => new(Normalisation.Batch, Objective.None);

    /// <summary>Forward alone, by the file's running statistics.</summary>
    public static Pass Inference => new(Normalisation.Running, Objective.None);

    /// <summary>Whether a backward pass is needed.</summary>
    public bool NeedsGradient => Objective != Objective.None;

    /// <summary>Such as <c>loss, batch statistics</c>.</summary>
    public override string ToString()
    {
        var order = NeedsGradient ? "forward + backward of the loss" : "forward";
        return $"{order}, {(Normalisation == Normalisation.Batch ? "batch" : "running")} statistics";
    }
}
