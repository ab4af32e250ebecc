using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes.Captures;

/// <summary>
/// Per layer that the objective depends on, sample and channel: the sum over positions of output times the gradient by
/// it, in execution order.
/// </summary>
public sealed record OutputSaliencies : Capture<IReadOnlyList<OutputSaliency>>
{
    /// <inheritdoc/>
    public override bool ReadsLayers => true;

    internal override PartMerge Merge => PartMerge.Rows;

    internal override object Below(IReadOnlyList<object> parts)
    {
        OutputSaliency[][] all = [.. parts.Cast<OutputSaliency[]>()];
        return all[0].Select((first, layer) =>
            first with { Value = torch.cat([.. all.Select(part => part[layer].Value)], 0) }).ToArray();
    }

    internal override Reduction Begin(PassScene scene) => scene.Backwards == 1
        ? new Summing(scene)
        : throw new PassNotApplicableException($"it reads one backward pass, and is asked of {scene.Backwards}");

    sealed class Summing(PassScene scene) : Reduction
    {
        readonly Dictionary<string, Tensor> _sums = new(StringComparer.Ordinal);

        public override IReadOnlyCollection<string> Gradients =>
            [.. scene.Layers.Select(layer => layer.Output).Distinct()];

        public override void OnGradient(string name, Tensor gradient, IReadOnlyDictionary<string, Tensor> kept) =>
            _sums.Add(name, ChannelSaliency.Of(kept[name], gradient).MoveToOtherDisposeScope(scene.Scope));

        public override object Result() => scene.Layers.Where(layer => _sums.ContainsKey(layer.Output))
            .Select(layer => new OutputSaliency(layer, _sums[layer.Output]))
            .ToArray();
    }
}
