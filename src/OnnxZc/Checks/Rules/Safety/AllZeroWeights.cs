using OnnxZc.Graphs;
using OnnxZc.Graphs.Details;

namespace OnnxZc.Checks.Rules.Safety;

/// <summary>Looks for weights that are all 0.</summary>
sealed class AllZeroWeights : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "all-zero-weights",
        RuleGroup.Safety,
        RuleNeed.Details,
        RuleLevel.Warn,
        "No weight is 0 throughout.")
    {
        Why = "A weight of zeros was never loaded or never trained, and its layer passes nothing on.",
        Fix = "Load the weights before the export.",
        Parameters =
        [
            new("rank", ParameterKind.Number, "The least dimensions of what is looked at; biases have 1.", 2.0),
        ],
        Passing = "all-zero-weights: error and a trained model",
        Failing = "a model whose classifier was left at zeros",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var scan = new TensorScan();
        var least = settings.Number("rank") ?? 0;
        return Parts.Bounded(model.Details!.Tensors
            .Where(tensor => tensor is { IsInitializer: true, IsSparse: false, Count: > 1 }
                && tensor.Type.IsFloat() && tensor.Dims.Length >= least)
            .Select(tensor => Look(scan, tensor))
            .OfType<Violation>());
    }

    static Violation? Look(TensorScan scan, TensorDetails tensor)
    {
        try
        {
            return scan.Of(tensor).IsZero
                ? new($"all {tensor.Count} elements of '{tensor.Label}' are 0") { Part = tensor.Label }
                : null;
        }
        catch (ModelException unread)
        {
            return new($"'{tensor.Label}' cannot be looked at: {unread.Message}") { Part = tensor.Label };
        }
    }
}
