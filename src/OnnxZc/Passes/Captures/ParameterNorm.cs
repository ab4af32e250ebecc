using static TorchSharp.torch;

namespace OnnxZc.Passes.Captures;

/// <summary>The Euclidean norm of the gradient by all parameters together, biases and normalisation included.</summary>
public sealed record ParameterNorm : Capture<double>
{
    /// <inheritdoc/>
    public override bool ReadsLayers => true;

    internal override PartMerge Merge => PartMerge.Sum;

    internal override Reduction Begin(PassScene scene) => new Summing();

    sealed class Summing : Reduction
    {
        double _squares;

        public override GradientSources Sources => GradientSources.Parameters;

        public override void OnWeight(int part, string weight, Tensor value, Tensor gradient) =>
            _squares += WeightSums.Products(gradient, gradient);

        public override object Result() => Math.Sqrt(_squares);
    }
}
