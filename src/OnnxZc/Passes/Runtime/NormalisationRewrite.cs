using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;

namespace OnnxZc.Passes.Runtime;

/// <summary>
/// Rewrites BatchNormalization, and Dropout left in training form, so that ONNX Runtime computes what a pass means:
/// the inference form for running statistics, primitive operators for the batch's own.
/// </summary>
static class NormalisationRewrite
{
    public static Graph Apply(Graph graph, Normalisation normalisation)
    {
        var initializers = new Dictionary<string, TensorData>(graph.Initializers, StringComparer.Ordinal);
        var nodes = graph.Nodes.SelectMany(node => node.Operator switch
        {
            { Domain: "", Type: "BatchNormalization" } => normalisation == Normalisation.Batch
                ? ByBatch(node, graph.Opsets[""], initializers)
                : [Inference(node)],
            { Domain: "", Type: "Dropout" } => [Kept(node)],
            _ => [node],
        });
        return graph.With(nodes: [.. nodes], initializers: initializers);
    }

    static Node Inference(Node node) => node with
    {
        Outputs = [node.Outputs[0]],
        Attributes = node.Attributes.Without("training_mode"),
    };

    // Without its further inputs a Dropout with a mask is in inference form.
    static Node Kept(Node node) => node.Outputs.Skip(1).Any(output => output.Length > 0)
        ? node with { Inputs = [node.Inputs[0]] }
        : new(node.Name, new OperatorId("", "Identity", 1), [node.Inputs[0]], [node.Outputs[0]], Attributes.Empty);

    // y = (x - mean) / sqrt(mean((x - mean)²) + ε) · scale + bias, over all dimensions but the second; three
    // dimensions [N, C, positions] serve inputs of any rank.
    static IEnumerable<Node> ByBatch(Node node, int opset, Dictionary<string, TensorData> initializers)
    {
        var build = new NodeSequence(node, opset);
        string Constant(string part, TensorData data)
        {
            var name = build.Name(part);
            initializers[name] = data;
            return name;
        }

        var planes = Constant("planes", TensorData.Int64s(0, 0, -1));
        var column = Constant("column", TensorData.Int64s(1, -1, 1));
        var type = initializers.GetValueOrDefault(node.Inputs[1])?.Type ?? ElementType.Float32;
        var epsilon = Constant(
            "epsilon", FloatTypes.Convert(TensorData.Scalar(node.Attributes.Float("epsilon", 1e-5f)), type));
        var axes = Constant("axes", TensorData.Int64s(0, 2));

        var x = build.Add("Reshape", "x", node.Inputs[0], planes);
        var centred = build.Add("Sub", "centred", x, build.Mean("mean", x, axes));
        var variance = build.Mean("variance", build.Add("Mul", "squares", centred, centred), axes);
        var deviation = build.Add("Sqrt", "deviation", build.Add("Add", "stable", variance, epsilon));
        var unit = build.Add("Div", "unit", centred, deviation);
        var scaled = build.Add("Mul", "scaled", unit, build.Add("Reshape", "scale", node.Inputs[1], column));
        var shifted = build.Add("Add", "shifted", scaled, build.Add("Reshape", "bias", node.Inputs[2], column));
        build.Add("Reshape", "", shifted, build.Add("Shape", "shape", node.Inputs[0]));
        return build.Nodes;
    }

    /// <summary>The nodes that take one node's place; the part named "" produces that node's own output.</summary>
    sealed class NodeSequence(Node original, int opset)
    {
        public List<Node> Nodes { get; } = [];

        public string Name(string part) =>
            part.Length == 0 ? original.Outputs[0] : $"{original.Outputs[0]}/batch_statistics/{part}";

        public string Add(string type, string part, params ReadOnlySpan<string> inputs) =>
            Add(type, part, Attributes.Empty, inputs);

        public string Mean(string part, string input, string axes) => opset < 18
            ? Add("ReduceMean", part, Attributes.Empty.With("axes", ImmutableArray.Create<long>(0, 2)), input)
            : Add("ReduceMean", part, Attributes.Empty, input, axes);

        string Add(string type, string part, Attributes attributes, params ReadOnlySpan<string> inputs)
        {
            var id = new OperatorId("", type, OperatorVersions.Resolve("", type, opset));
            Nodes.Add(new($"{original.Label}/{type}/{part}", id, [.. inputs], [Name(part)], attributes));
            return Name(part);
        }
    }
}
