using OnnxZc.Passes;
using OnnxZc.Passes.Captures;
using OnnxZc.Proxies;
using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.SamplePlugin;

/// <summary>The mean of |∂L/∂w| over the elements of all layers' weights.</summary>
public sealed class MeanGradient : IProxy
{
    readonly WeightGradients _gradients = new();

    /// <inheritdoc/>
    public string Name => "mean_gradient";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => [];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Direction Direction => Direction.Higher;

    /// <inheritdoc/>
    public string Source => "the sample plugin of OnnxZc";

    /// <inheritdoc/>
    public IReadOnlyList<PassNeed> Needs => [new(Pass.Loss, _gradients)];

    /// <inheritdoc/>
    public Outcome Compute(PassResults results)
    {
        var gradients = results.Of(Pass.Loss, _gradients);
        return gradients.Sum(weight => weight.Gradient.abs().sum(float64).ToDouble())
            / gradients.Sum(weight => weight.Gradient.numel());
    }
}
