using OnnxZc.Findings.Rules;

namespace OnnxZc.Checks.Rules.Hygiene;

/// <summary>Tells that BatchNormalization was merged into convolutions.</summary>
sealed class BnFolded : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "bn-folded",
        RuleGroup.Hygiene,
        RuleNeed.Graph,
        RuleLevel.Warn,
        "BatchNormalization is still there, where the network had it.")
    {
        Why =
            "Gradient proxies of a folded network differ from those of the network as designed, and it cannot be "
            + "trained on.",
        Fix = "Export in eval mode with do_constant_folding=False and training=torch.onnx.TrainingMode.PRESERVE.",
        Passing = "bn-folded: warn and ResNet-18 with its BatchNormalization",
        Failing = "ResNet-18 as PyTorch exports it by default",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        if (new BatchNormFolded().Examine(model.Subject!) is { } found)
            yield return new($"it seems that BatchNormalization was merged into {found.Where.Length} convolutions");
    }
}
