using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Passes.Captures;

/// <summary>
/// Per layer, over the parts that a batch is cut into: Σ mean |g| / deviation of g, over the elements of the weight
/// whose gradient g differs between parts. In double precision from the passes' gradients.
/// </summary>
/// <param name="Parts">How many parts.</param>
public sealed record GradientSpread(int Parts) : Capture<IReadOnlyList<LayerValue>>
{
    /// <inheritdoc/>
    public override bool ReadsLayers => true;

    /// <inheritdoc/>
    public override bool ComparesSamples => true;

    internal override Reduction Begin(PassScene scene) =>
        scene.Pass.Input == PassInput.PartsOf(Parts) && scene.Pass.Objective != Objective.EachSample
            ? new Spreading(scene, Parts)
            : throw new PassNotApplicableException($"it compares {Parts} parts of a batch, and is asked of others");

    sealed class Spreading(PassScene scene, int parts) : Reduction
    {
        readonly Dictionary<string, List<Tensor>> _gradients = new(StringComparer.Ordinal);
        readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);

        public override GradientSources Sources => GradientSources.Weights;

        public override int WeightCopies => parts;

        public override void OnWeight(int part, string weight, Tensor value, Tensor gradient)
        {
            if (!_gradients.TryGetValue(weight, out var all))
                _gradients.Add(weight, all = []);
            all.Add(gradient.detach().MoveToOtherDisposeScope(scene.Scope));
            if (all.Count < parts)
                return;
            _sums.Add(weight, Sum([.. all]));
            all.ForEach(tensor => tensor.Dispose());
        }

        public override object Result() => scene.Weights
            .Where(_sums.ContainsKey)
            .Select(weight => new LayerValue(weight, _sums[weight]))
            .ToArray();

        static double Sum(Tensor[] gradients)
        {
            using var scope = NewDisposeScope();
            var all = stack(gradients).to_type(float64);
            var deviation = all.std(0, unbiased: false);
            var ratio = all.abs().mean([0]) / deviation;
            return where(deviation.not_equal(0), ratio, zeros_like(ratio)).sum().ToDouble();
        }
    }
}
