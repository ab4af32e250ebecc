using OnnxZc.Passes.Planning;

namespace OnnxZc;

/// <summary>What it would take to score a model.</summary>
/// <param name="Steps">The passes; none where <paramref name="Refusal"/> says why it cannot be scored.</param>
/// <param name="Macs">Multiply-accumulates of a forward pass of the batch.</param>
/// <param name="Refusal">Why it cannot be scored.</param>
sealed record ScoringPlan(IReadOnlyList<ScoringStep> Steps, double Macs, string? Refusal = null)
{
    // A backward pass has two products where the forward pass has one.
    const int ProductsPerPass = 3;

    /// <summary>All passes, in forward and backward passes of the batch; those without an estimate left out.</summary>
    public double Cost => Steps.Sum(step => step.Cost ?? 0);

    /// <summary>The same in multiply-accumulates.</summary>
    public double CostInMacs => Cost * ProductsPerPass * Macs;

    /// <summary>The most that is alive at once, in bytes.</summary>
    public double Bytes => Steps.Max(step => step.Bytes) ?? 0;

    /// <summary>The plan of a model for some proxies. Nothing is run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="proxies">The proxies that need passes.</param>
    /// <param name="repeats">How often each pass is run.</param>
    /// <exception cref="Graphs.ModelException">It cannot be run.</exception>
    /// <exception cref="Passes.EngineMemoryException">A forward pass takes far more than is allowed.</exception>
    public static ScoringPlan Of(PreparedModel model, IReadOnlyList<Proxies.IProxy> proxies, int repeats)
    {
        if (proxies.Count == 0)
            return new([], model.Counts.Macs);
        var run = model.ForEngines();
        var estimator = new PassEstimator(run, model.Layers);
        var steps = model.Plan(proxies).Passes.Select(pass => Step(pass, estimator, repeats));
        return new([.. steps], model.Counts.Macs * run.Samples);
    }

    static ScoringStep Step(PlannedPass pass, PassEstimator estimator, int repeats)
    {
        try
        {
            var estimate = estimator.Of(pass);
            return new(pass.ToString(), estimate.Cost * repeats, estimate.Bytes, pass.Readers);
        }
        catch (Graphs.ModelException)
        {
            // A model without samples tells no cost; its passes will say why they fail.
            return new(pass.ToString(), null, null, pass.Readers);
        }
    }
}
