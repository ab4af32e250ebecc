using static TorchSharp.torch;

namespace OnnxZc.Passes.Captures;

/// <summary>Σ z zᵀ over the inputs z, [N, units], of rectifiers, in double precision: [N, N].</summary>
public sealed record RectifierKernel : Capture<Tensor>
{
    /// <inheritdoc/>
    public override bool ComparesSamples => true;

    internal override Reduction Begin(PassScene scene)
    {
        var units = RectifiedUnits.Of(scene.Graph).ToHashSet(StringComparer.Ordinal);
        var inputs = scene.Graph.Nodes
            .Where(node => units.Contains(node.Outputs[0]) || units.Contains(node.Inputs[0]))
            .Where(node => node.Operator.Type is "Relu" or "Clip" or "LeakyRelu" or "PRelu")
            .CountBy(node => node.Inputs[0])
            .ToDictionary();
        return inputs.Count > 0 ? new Summing(scene, inputs) : throw new PassNotApplicableException(
            "the model has no rectified units (Relu, Clip from 0, LeakyRelu, PRelu)");
    }

    sealed class Summing(PassScene scene, Dictionary<string, int> inputs) : Reduction
    {
        readonly Tensor _sum = zeros(scene.Samples, scene.Samples, dtype: float64);

        public override IReadOnlyCollection<string> Values => inputs.Keys;

        public override void OnValue(int run, string name, Tensor value)
        {
            if (value.shape[0] != scene.Samples)
                throw new PassNotApplicableException($"activation '{name}' is not a row per sample");
            var rows = value.detach().flatten(1).to_type(float64).cpu();
            _sum.add_(rows.mm(rows.t()) * inputs[name]);
        }

        public override object Result() => _sum;
    }
}
