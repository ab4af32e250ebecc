using OnnxZc.Graphs;
using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Passes.Captures;

/// <summary>
/// How far the features of two runs lie apart: the mean over samples of Σ |φ₁ - φ₂|, where φ is what goes into the last
/// global average pooling.
/// </summary>
public sealed record FeatureDistance : Capture<double>
{
    internal override Reduction Begin(PassScene scene)
    {
        if (scene.Forwards != 2)
            throw new PassNotApplicableException($"it compares two forward passes, and is asked of {scene.Forwards}");
        var pool = scene.Graph.Nodes.LastOrDefault(node => IsGlobalPool(node, scene));
        return pool is not null ? new Measuring(scene, pool.Inputs[0]) : throw new PassNotApplicableException(
            "it compares the features before a global average pooling of images, and the model has none");
    }

    static bool IsGlobalPool(Node node, PassScene scene) =>
        scene.Shapes.Shape(node.Inputs.FirstOrDefault() ?? "") is { IsDefault: false, Length: 4 } input
        && (node.Operator is { Domain: "", Type: "GlobalAveragePool" }
            || (node.Operator is { Domain: "", Type: "ReduceMean" or "AveragePool" }
                && scene.Shapes.Shape(node.Outputs[0]) is { IsDefault: false } output
                && output.Take(2).SequenceEqual(input.Take(2)) && output.Skip(2).All(size => size == 1)));

    sealed class Measuring(PassScene scene, string features) : Reduction
    {
        Tensor? _first;
        double _distance = double.NaN;

        public override IReadOnlyCollection<string> Values => [features];

        public override void OnValue(int run, string name, Tensor value)
        {
            if (_first is null)
            {
                _first = value.detach().clone().MoveToOtherDisposeScope(scene.Scope);
                return;
            }

            _distance = (_first - value.detach()).abs().sum([1, 2, 3]).mean().ToDouble();
            _first.Dispose();
        }

        public override object Result() => _distance;
    }
}
