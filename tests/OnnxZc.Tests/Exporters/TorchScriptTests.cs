using OnnxZc.Graphs;
using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary><c>torch.onnx.export</c> by tracing: folded normalisation, numbered values, computed shapes.</summary>
public sealed class TorchScriptTests
{
    const long Parameters = (8 * 3 * 9) + 8 + (8 * 8 * 9) + 8 + (10 * 8 * 4 * 4) + 10;

    [Fact]
    public void Classifier_DynamicBatch_IsScored()
    {
        var card = Imported.AssertScored(Classifier("batch_size"), Parameters);
        Assert.Equal(BatchForm.Dynamic, card.Trust!.Batch);
        Assert.Equal("objective: cross-entropy of 'output', classes along axis 1", card.Plan[1]);
    }

    [Fact]
    public void Classifier_BatchOfOne_IsFreed() =>
        Assert.Equal(BatchForm.Rewritten, Imported.AssertScored(Classifier(1L), Parameters).Trust!.Batch);

    static ExportedModel Classifier(object batch)
    {
        var model = new ExportedModel("pytorch", 13);
        var x = model.Input("input", Float, batch, 3, 16, 16);
        x = Block(model, x, "onnx::Conv_23", "onnx::Conv_24", 3);
        x = Block(model, x, "onnx::Conv_26", "onnx::Conv_27", 8);
        string target;
        if (batch is string)
        {
            var shape = model.Node("Shape", [x], "/Shape_output_0");
            var size = model.Node("Gather", [shape, model.Int("index", 0)], "/Gather_output_0", Of("axis", 0));
            var axes = model.Ints("onnx::Unsqueeze_40", 0);
            var first = model.Node("Unsqueeze", [size, axes], "/Unsqueeze_output_0");
            var rest = model.Ints("onnx::Concat_41", -1);
            target = model.Node("Concat", [first, rest], "/Concat_output_0", Of("axis", 0));
        }
        else
        {
            target = model.Node("Constant", [], "/Constant_output_0", Of("value", IntTensor("", (long)batch, -1)));
        }

        x = model.Node("Reshape", [x, target], "/Reshape_output_0");
        model.Layer("Gemm", x, "fc", [10, 128], "output", Of("alpha", 1f), Of("beta", 1f), Of("transB", 1));
        return model.Output("output", Float, batch, 10);
    }

    static string Block(ExportedModel model, string x, string weight, string bias, long channels)
    {
        var convolved = model.Node(
            "Conv", [x, model.Weight(weight, 8, channels, 3, 3), model.Weight(bias, 8)], $"/{weight}_output",
            Of("dilations", 1, 1), Of("group", 1), Of("kernel_shape", 3, 3), Of("pads", 1, 1, 1, 1),
            Of("strides", 1, 1));
        var rectified = model.Node("Relu", [convolved], $"/{weight}/Relu_output");
        return model.Node(
            "MaxPool", [rectified], $"/{weight}/MaxPool_output", Of("kernel_shape", 2, 2), Of("strides", 2, 2),
            Of("pads", 0, 0, 0, 0), Of("ceil_mode", 0));
    }
}
