namespace OnnxZc.Passes.Captures;

/// <summary>How many units agree between each two samples: a kernel per value, in execution order.</summary>
/// <param name="Units">Which values.</param>
public sealed record ActivationKernels(UnitValues Units) : Capture<IReadOnlyList<ActivationKernel>>
{
    /// <inheritdoc/>
    public override bool ComparesSamples => true;

    /// <inheritdoc/>
    public override bool ReadsLayers => Units == UnitValues.LayerOutputs;

    internal override bool IsHost => true;

    internal override Reduction Begin(PassScene scene) => new Counting(
        scene,
        Units == UnitValues.Rectified
            ? RectifiedUnits.Of(scene.Graph)
            : [.. scene.Layers.Select(layer => layer.Output).Distinct()]);

    sealed class Counting(PassScene scene, IReadOnlyList<string> values) : HostReduction
    {
        readonly List<ActivationKernel> _kernels = [];

        public override IReadOnlyCollection<string> Values => values;

        public override void OnValue(int run, string name, ReadOnlySpan<float> numbers)
        {
            var kernel = new ActivationKernel(scene.Samples, scene.Threads);
            kernel.Add(name, numbers);
            _kernels.Add(kernel);
        }

        public override object Result() => _kernels;
    }
}
