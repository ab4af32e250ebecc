using static TorchSharp.torch;

namespace OnnxZc.Passes.Captures;

/// <summary>
/// The gradient by every layer's weight, kept whole until all proxies have read it; one per weight that the objective
/// depends on, in execution order. <see cref="LayerSums"/> takes no memory where a sum is enough.
/// </summary>
public sealed record WeightGradients : Capture<IReadOnlyList<WeightGradient>>
{
    /// <inheritdoc/>
    public override bool ReadsLayers => true;

    internal override PartMerge Merge => PartMerge.Sum;

    internal override Reduction Begin(PassScene scene) => new Keeping(scene);

    sealed class Keeping(PassScene scene) : Reduction
    {
        readonly Dictionary<string, WeightGradient> _gradients = new(StringComparer.Ordinal);

        public override GradientSources Sources => GradientSources.Weights;

        public override int WeightCopies => 1;

        public override void OnWeight(int part, string weight, Tensor value, Tensor gradient) =>
            _gradients[weight] = new(
                weight,
                value.detach().MoveToOtherDisposeScope(scene.Scope),
                gradient.detach().MoveToOtherDisposeScope(scene.Scope));

        public override object Result() => scene.Weights
            .Where(_gradients.ContainsKey)
            .Select(weight => _gradients[weight])
            .ToArray();
    }
}
