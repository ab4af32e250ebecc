using OnnxZc.Networks;

namespace OnnxZc.Passes;

/// <summary>
/// One run over the network, as a value: proxies that declare equal passes share one execution, and passes that differ
/// in the objective alone share the forward half.
/// </summary>
/// <param name="Normalisation">How BatchNormalization normalises.</param>
/// <param name="Objective">What is differentiated.</param>
/// <param name="Input">What goes in.</param>
/// <param name="Weights">Which weights it runs on.</param>
/// <param name="Precision">What it is computed in; null for the run's own precision.</param>
public readonly record struct Pass(
    Normalisation Normalisation,
    Objective Objective,
    PassInput Input,
    PassWeights Weights = PassWeights.Given,
    Precision? Precision = null)
{
    /// <summary>Forward alone on the batch, by its statistics.</summary>
    public static Pass Forward => new(Normalisation.Batch, Objective.None, PassInput.Batch);

    /// <summary>Forward alone on the batch, by the file's running statistics.</summary>
    public static Pass Inference => Forward with { Normalisation = Normalisation.Running };

    /// <summary>Forward and backward of the loss, by the batch's statistics.</summary>
    public static Pass Loss => Forward with { Objective = Objective.Loss };

    /// <summary>Forward and backward of the sum of all logits, by the batch's statistics.</summary>
    public static Pass OutputSum => Forward with { Objective = Objective.OutputSum };

    /// <summary>Forward and backward of the sum of each sample's own logit, by the batch's statistics.</summary>
    public static Pass TrueClass => Forward with { Objective = Objective.TrueClass };

    /// <summary>Forward and a backward per sample of the sum of its logits, by the batch's statistics.</summary>
    public static Pass EachSample => Forward with { Objective = Objective.EachSample };

    /// <summary>
    /// Forward and backward of the sum of logits for one sample of ones through absolute weights without
    /// BatchNormalization, in double precision: the pass of SynFlow.
    /// </summary>
    public static Pass SynapticFlow => new(
        Normalisation.Off, Objective.OutputSum, PassInput.Ones, PassWeights.Absolute, Passes.Precision.Float64);

    /// <summary>Whether a backward pass is needed.</summary>
    public bool NeedsGradient => Objective != Objective.None;

    /// <summary>Such as <c>forward on the batch, batch statistics</c>; the objective is not in it.</summary>
    public override string ToString()
    {
        var statistics = Normalisation switch
        {
            Normalisation.Batch => "batch statistics",
            Normalisation.Running => "running statistics",
            Normalisation.OffButReductions => "no normalisation but of reduction blocks",
            _ => "no normalisation",
        };
        var weights = Weights switch
        {
            PassWeights.Absolute => ", absolute weights",
            PassWeights.Gaussian => ", standard normal weights",
            _ => "",
        };
        var precision = Precision == Passes.Precision.Float64 ? ", double precision" : "";
        return $"forward on {Input}, {statistics}{weights}{precision}";
    }
}
