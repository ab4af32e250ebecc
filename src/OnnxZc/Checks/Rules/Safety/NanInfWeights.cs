using OnnxZc.Graphs;
using OnnxZc.Graphs.Details;

namespace OnnxZc.Checks.Rules.Safety;

/// <summary>Looks for numbers in weights that are none.</summary>
sealed class NanInfWeights : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "nan-inf-weights",
        RuleGroup.Safety,
        RuleNeed.Details,
        RuleLevel.Error,
        "No weight is infinite or no number.")
    {
        Why = "A training that diverged leaves them, and every result that they reach is lost.",
        Fix = "Take an earlier checkpoint, or find out where training diverged.",
        Passing = "nan-inf-weights: error and a trained model",
        Failing = "a model with NaN in a bias",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var scan = new TensorScan();
        return Parts.Bounded(model.Details!.Tensors.Select(tensor => Look(scan, tensor)).OfType<Violation>());
    }

    static Violation? Look(TensorScan scan, TensorDetails tensor)
    {
        try
        {
            var (nans, infinities, _) = scan.Of(tensor);
            return nans + infinities == 0
                ? null
                : new($"'{tensor.Label}' has {nans} elements that are no number and {infinities} that are infinite")
                {
                    Part = tensor.Label,
                };
        }
        catch (ModelException unread)
        {
            return new($"'{tensor.Label}' cannot be looked at: {unread.Message}") { Part = tensor.Label };
        }
    }
}
