using OnnxZc.Graphs;
using static TorchSharp.torch;

namespace OnnxZc.Passes.Captures;

/// <summary>The gradient of the objective by each sample of the model's floating-point inputs: [N, elements].</summary>
public sealed record InputGradients : Capture<Tensor>
{
    /// <inheritdoc/>
    public override bool ComparesSamples => true;

    internal override PartMerge Merge => PartMerge.Rows;

    internal override object Below(IReadOnlyList<object> parts) => cat([.. parts.Cast<Tensor>()], 0);

    internal override Reduction Begin(PassScene scene)
    {
        string[] inputs = [.. scene.Graph.Inputs
            .Where(input => input.Type.IsFloat())
            .Select(input => input.Name)];
        return inputs.Length > 0 ? new Keeping(scene, inputs) : throw new PassNotApplicableException(
            "it differentiates by the input, and no input takes floating-point numbers");
    }

    sealed class Keeping(PassScene scene, string[] inputs) : Reduction
    {
        readonly Dictionary<string, Tensor> _rows = new(StringComparer.Ordinal);

        public override IReadOnlyCollection<string> Gradients => inputs;

        public override void OnGradient(string name, Tensor gradient, IReadOnlyDictionary<string, Tensor> kept)
        {
            if (gradient.shape[0] != scene.Samples)
                throw new PassNotApplicableException($"input '{name}' is not a row per sample");
            _rows[name] = gradient.flatten(1).MoveToOtherDisposeScope(scene.Scope);
        }

        public override object Result()
        {
            Tensor[] rows = [.. inputs.Where(_rows.ContainsKey).Select(name => _rows[name])];
            return rows.Length == 0 ? zeros(scene.Samples, 1) : cat(rows, 1);
        }
    }
}
