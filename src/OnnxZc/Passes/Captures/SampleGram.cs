using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Networks.Weights;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Passes.Captures;

/// <summary>
/// The inner products between the samples' gradients, [N, N] in double precision. Which gradients: of a pass with
/// <see cref="Objective.EachSample"/>, by every weight and normalisation scale, biases left out; of one with
/// <see cref="Objective.TrueClass"/>, by every layer's weight and bias, each sample's share taken from one backward
/// pass.
/// </summary>
/// <remarks>
/// Where samples do not see each other (no batch statistics) one backward pass of their sum has all their gradients:
/// those of layers and BatchNormalization come from inputs and gradients of outputs, and no gradient of a sample is
/// made. Else there is a backward pass per sample, and the rows of one segment's weights are kept until the last
/// sample's have come.
/// </remarks>
public sealed record SampleGram : Capture<Tensor>
{
    /// <inheritdoc/>
    public override bool ReadsLayers => true;

    /// <inheritdoc/>
    public override bool ComparesSamples => true;

    internal override Reduction Begin(PassScene scene)
    {
        if (scene.Pass.Objective == Objective.TrueClass)
            return new OfLayers(scene, withBias: true);
        return scene.Pass.Normalisation == Normalisation.Running && LayersHoldAllWeights(scene)
            ? new OfLayers(scene, withBias: false)
            : new OfRows(scene, WeightsOf(scene));
    }

    static HashSet<string> WeightsOf(PassScene scene) => TensorRoles.Of(scene.Graph)
        .Where(pair => pair.Value.Kind is RoleKind.Convolution or RoleKind.Linear or RoleKind.One
            or RoleKind.Embedding or RoleKind.Recurrent or RoleKind.Slope)
        .Select(pair => pair.Key)
        .ToHashSet(StringComparer.Ordinal);

    static bool LayersHoldAllWeights(PassScene scene)
    {
        string[] weights =
        [
            .. scene.Layers.Select(layer => layer.Weight), .. NormalisedBy(scene).Select(node => node.Inputs[1]),
        ];
        var statistics = NormalisedBy(scene).SelectMany(node => node.Inputs.Skip(3));
        return WeightsOf(scene).Except(statistics).ToHashSet().SetEquals(weights)
            && weights.Distinct().Count() == weights.Length;
    }

    static IEnumerable<Node> NormalisedBy(PassScene scene) => scene.Graph.Nodes.Where(node =>
        node.Operator is { Domain: "", Type: "BatchNormalization" }
        && node.Inputs.Skip(1).All(scene.Graph.Initializers.ContainsKey));

    sealed class OfLayers(PassScene scene, bool withBias) : Reduction
    {
        readonly Tensor _gram = zeros(scene.Samples, scene.Samples, dtype: float64);
        readonly ILookup<string, Layer> _layers = scene.Layers.ToLookup(layer => layer.Output);

        readonly Dictionary<string, Node> _scales =
            ScalesOf(scene, withBias).ToDictionary(node => node.Outputs[0], StringComparer.Ordinal);

        public override IReadOnlyCollection<string> Gradients { get; } =
        [
            .. scene.Layers.Select(layer => layer.Output)
                .Concat(ScalesOf(scene, withBias).Select(node => node.Outputs[0])).Distinct(),
        ];

        public override IReadOnlyCollection<string> Kept { get; } =
        [
            .. scene.Layers.Select(layer => layer.Node.Inputs[0])
                .Concat(ScalesOf(scene, withBias).Select(node => node.Inputs[0])).Distinct(),
        ];

        public override bool TakesSamplesAtOnce => true;

        public override void OnGradient(string name, Tensor gradient, IReadOnlyDictionary<string, Tensor> kept)
        {
            if (_scales.TryGetValue(name, out var normalisation))
                _gram.add_(OfScale(normalisation, kept[normalisation.Inputs[0]].detach(), gradient));
            foreach (var layer in _layers[name])
            {
                if (gradient.shape[0] != scene.Samples)
                    throw new PassNotApplicableException($"the output of '{layer.Node.Label}' is not a row per sample");
                var shape = scene.Graph.Initializers[layer.Weight].Shape;
                _gram.add_(LayerGram.Of(
                    layer, [.. shape], kept[layer.Node.Inputs[0]].detach(), gradient, withBias).cpu());
            }
        }

        public override object Result() => _gram;

        // Scales count where biases do not: TE-NAS takes parameters that are called weight.
        static IEnumerable<Node> ScalesOf(PassScene scene, bool withBias) => withBias ? [] : NormalisedBy(scene);

        // By running statistics the gradient by a scale is the sum of the output's gradient times what was scaled.
        Tensor OfScale(Node node, Tensor input, Tensor gradient)
        {
            using var scope = NewDisposeScope();
            var unscaled = F.batch_norm(
                input, Statistic(node, 3, input), Statistic(node, 4, input), training: false,
                eps: node.Attributes.Float("epsilon", 1e-5f));
            var products = (unscaled * gradient).flatten(1).reshape(scene.Samples, input.shape[1], -1);
            var rows = products.sum(-1).to_type(float64).cpu();
            return rows.mm(rows.t()).MoveToOuterDisposeScope();
        }

        Tensor Statistic(Node node, int index, Tensor like) =>
            TensorConversion.ToTensor(scene.Graph.Initializers[node.Inputs[index]], like.device).to(like.dtype);
    }

    sealed class OfRows(PassScene scene, HashSet<string> weights) : Reduction
    {
        readonly Tensor _gram = zeros(scene.Samples, scene.Samples, dtype: float64);
        readonly Dictionary<string, Tensor> _rows = new(StringComparer.Ordinal);

        public override GradientSources Sources => GradientSources.Parameters;

        public override int WeightCopies => scene.Samples;

        public override void OnWeight(int part, string weight, Tensor value, Tensor gradient)
        {
            if (!weights.Contains(weight))
                return;
            if (!_rows.TryGetValue(weight, out var rows))
            {
                rows = zeros(scene.Samples, gradient.numel(), dtype: gradient.dtype, device: gradient.device);
                _rows.Add(weight, rows.MoveToOtherDisposeScope(scene.Scope));
            }

            rows[part].copy_(gradient.flatten());
            if (part == scene.Samples - 1)
                Add(weight);
        }

        public override object Result()
        {
            foreach (var weight in _rows.Keys.ToArray())
                Add(weight);
            return _gram;
        }

        void Add(string weight)
        {
            _rows.Remove(weight, out var rows);
            using (rows)
            {
                using var wide = rows!.to_type(float64);
                _gram.add_(wide.mm(wide.t()).cpu());
            }
        }
    }
}
