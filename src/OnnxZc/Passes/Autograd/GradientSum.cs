using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes.Autograd;

/// <summary>
/// Adds up the gradients by weights over the parts of a batch, for several captures of one objective, and shows them
/// the sums as if the batch had been one.
/// </summary>
/// <param name="captures">Who gets the sums.</param>
/// <param name="layers">The layers' weights.</param>
/// <param name="scope">Where the sums live.</param>
sealed class GradientSum(IReadOnlyList<RunningCapture> captures, IReadOnlySet<string> layers, DisposeScope scope)
    : Reduction
{
    readonly Dictionary<string, (Tensor Value, Tensor Gradient)> _sums = new(StringComparer.Ordinal);
    readonly List<string> _order = [];

    public override GradientSources Sources { get; } =
        captures.Aggregate(GradientSources.None, (union, capture) => union | capture.Sources);

    public override void OnWeight(int part, string weight, Tensor value, Tensor gradient)
    {
        using var quiet = torch.no_grad();
        if (_sums.TryGetValue(weight, out var sum))
        {
            sum.Gradient.add_(gradient);
            return;
        }

        _order.Add(weight);
        _sums.Add(weight, (
            value.detach().MoveToOtherDisposeScope(scope), gradient.detach().clone().MoveToOtherDisposeScope(scope)));
    }

    public override object Result()
    {
        foreach (var weight in _order)
        {
            var sources = GradientSources.Parameters | (layers.Contains(weight) ? GradientSources.Weights : 0);
            var (value, gradient) = _sums[weight];
            foreach (var capture in captures.Where(capture => (capture.Sources & sources) != 0))
                capture.Show(reduction => reduction.OnWeight(0, weight, value, gradient));
        }

        return captures;
    }
}
