using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Tests.Corpus;

/// <summary>What a corpus model's counts have to be by its index.</summary>
static class CorpusCounts
{
    const string Tables = "position tables are gathered, or coordinate buffers kept, as float weights";
    const string Attention = "attention in PyTorch is a function, without a module that the index could count";

    // Files whose graph and PyTorch module do not hold the same tensors, and why.
    static readonly Dictionary<string, string> OtherParameters = new()
    {
        ["diaresnet10.b1"] = "initial states of a fixed batch are tensors",
        ["msdnet22"] = "the graph has one exit",
        ["wrn20_10_1bit_cifar10"] = "normalisations without scale and shift are exported with constant ones",
        ["maxvit_t.b1"] = Tables,
        ["swin_b.b1"] = Tables,
        ["swin_s.b1"] = Tables,
        ["swin_v2_s.b1"] = Tables,
        ["swin_v2_t"] = Tables,
    };

    static readonly Dictionary<string, string> OtherMacs = new()
    {
        ["vit_"] = Attention,
        ["swin_"] = Attention,
        ["maxvit_"] = Attention,
        ["msdnet22"] = "the index counts exits that the graph lacks",
        ["inception_v3.train"] = "the graph has the auxiliary head",
    };

    static bool IsIn(Dictionary<string, string> exceptions, CorpusModel model)
    {
        var name = Path.GetFileNameWithoutExtension(model.File);
        return exceptions.Keys.Any(key =>
            key == name || $"{key}.train" == name || (key.EndsWith('_') && name.StartsWith(key)));
    }

    public static void AssertParameters(CorpusModel model, PreparedModel prepared)
    {
        var counted = prepared.Counts.Parameters;
        if (IsIn(OtherParameters, model))
            Assert.NotEqual(model.Parameters, counted);
        else if (!model.IsFolded)
            Assert.Equal(model.Parameters, counted);
        else
            // Folding turns scale and shift of each channel into one bias, or into the bias that was there.
            Assert.InRange(model.Parameters - counted, 0, 2 * ConvolutionBiases(prepared.Graph));
    }

    public static void AssertMacs(CorpusModel model, PreparedModel prepared)
    {
        if (model.Macs is not { } hooked)
            return;
        var expected = hooked + Extra(prepared);
        if (IsIn(OtherMacs, model))
            Assert.NotEqual(expected, prepared.Counts.Macs);
        else
            Assert.Equal(expected, prepared.Counts.Macs);
    }

    static long ConvolutionBiases(Graph graph) => graph.Nodes
        .Where(node => node.Operator.Type == "Conv" && node.HasInput(2))
        .Sum(node => graph.Initializers[node.Inputs[2]].Count);

    // The index counts modules' products only: our convention adds biases, and products of two activations.
    static long Extra(PreparedModel model)
    {
        var constant = ConstantValues.Of(model.Graph);
        var biases = LinearBiases.Of(model.Graph, constant);
        long Size(string name) => TensorData.CountOf(model.Shapes.Shape(name));
        return model.Graph.Nodes.Sum(node => node.Operator.Type switch
        {
            "Conv" or "ConvTranspose" or "Gemm" when node.HasInput(2) => Size(node.Outputs[0]),
            "MatMul" when !node.Inputs.Any(constant.Contains) =>
                Size(node.Outputs[0]) * model.Shapes.Shape(node.Inputs[0])[^1],
            "MatMul" when biases.ContainsKey(node.Outputs[0]) => Size(node.Outputs[0]),
            _ => 0,
        });
    }
}
