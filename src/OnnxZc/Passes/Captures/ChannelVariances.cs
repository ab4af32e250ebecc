using static TorchSharp.torch;

namespace OnnxZc.Passes.Captures;

/// <summary>
/// Of each BatchNormalization over images and each run, the unbiased variance of its input per channel: the running
/// statistics after training on the runs follow from it.
/// </summary>
public sealed record ChannelVariances : Capture<IReadOnlyList<NormalisedVariances>>
{
    internal override Reduction Begin(PassScene scene) => new Measuring([.. scene.Graph.Nodes
        .Where(node => node.Operator is { Domain: "", Type: "BatchNormalization" }
            && scene.Shapes.Shape(node.Inputs[0]) is { IsDefault: false, Length: 4 })
        .Select(node => new NormalisedVariances(node, []))]);

    sealed class Measuring(NormalisedVariances[] nodes) : Reduction
    {
        readonly ILookup<string, NormalisedVariances> _byInput = nodes.ToLookup(item => item.Node.Inputs[0]);

        public override IReadOnlyCollection<string> Values => [.. nodes.Select(item => item.Node.Inputs[0])];

        public override void OnValue(int run, string name, Tensor value)
        {
            var variance = value.detach().var([0, 2, 3], unbiased: true).to_type(float64).cpu();
            foreach (var item in _byInput[name])
                item.Runs.Add(variance.data<double>().ToArray());
        }

        public override object Result() => nodes;
    }
}
