using static TorchSharp.torch;

namespace OnnxZc.Passes.Captures;

/// <summary>
/// A sum over each layer's weight and the gradient by it, made as soon as the gradient exists; one per weight that the
/// objective depends on, in execution order.
/// </summary>
/// <param name="Sum">What is summed.</param>
/// <param name="OfCurvature">
/// Whether the product H·G of the Hessian over all layers' weights with the gradient takes the gradient's place.
/// </param>
public sealed record LayerSums(LayerSum Sum, bool OfCurvature = false) : Capture<IReadOnlyList<LayerValue>>
{
    /// <inheritdoc/>
    public override bool ReadsLayers => true;

    internal override bool IsSecondOrder => OfCurvature;

    internal override PartMerge Merge => OfCurvature ? PartMerge.None : PartMerge.Sum;

    internal override Reduction Begin(PassScene scene) => new Summing(this, scene);

    sealed class Summing(LayerSums kind, PassScene scene) : Reduction
    {
        readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);

        public override GradientSources Sources =>
            kind.OfCurvature ? GradientSources.Curvature : GradientSources.Weights;

        public override void OnWeight(int part, string weight, Tensor value, Tensor gradient) =>
            _sums[weight] = Of(weight, value.detach(), gradient);

        public override object Result() => scene.Weights
            .Where(_sums.ContainsKey)
            .Select(weight => new LayerValue(weight, _sums[weight]))
            .ToArray();

        double Of(string weight, Tensor value, Tensor gradient) => kind.Sum switch
        {
            LayerSum.GradientNorm => WeightSums.Norm(gradient),
            LayerSum.Product => WeightSums.Products(value, gradient),
            LayerSum.AbsoluteProduct => WeightSums.AbsoluteProducts(value, gradient),
            LayerSum.AbsoluteProductPerOutput =>
                WeightSums.AbsoluteProducts(value, gradient) / OutputsOf(weight, value),
            _ => WeightSums.SignalToNoise(value, gradient),
        };

        long OutputsOf(string weight, Tensor value) =>
            value.shape[scene.Layers.First(layer => layer.Weight == weight).IsInputFirst ? 1 : 0];
    }
}
