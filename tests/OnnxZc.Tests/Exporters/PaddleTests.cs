using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary>Paddle2ONNX: weights in Constant nodes, aliases by Identity; a recogniser of lines of text.</summary>
public sealed class PaddleTests
{
    [Fact]
    public void TextRecogniser_WeightsInConstants_IsScored()
    {
        var model = new ExportedModel("PaddlePaddle", 11);
        var x = model.Input("x", Float, "DynamicDimension.0", 3, 8, "DynamicDimension.1");
        x = model.Node(
            "Conv", [x, Constant(model, "conv1_weights", 6, 3, 3, 3)], "conv2d_0.tmp_0", Of("kernel_shape", 3, 3),
            Of("strides", 2, 2), Of("pads", 1, 1, 1, 1), Of("group", 1), Of("dilations", 1, 1));
        var bias = model.Node("Reshape", [Constant(model, "conv1_bias", 6), model.Ints("s", 1, 6, 1, 1)], "b0");
        x = model.Node("Add", [x, bias], "conv2d_0.tmp_1");
        var gate = model.Node("HardSigmoid", [x], "hard_sigmoid_0", Of("alpha", 0.1666667f), Of("beta", 0.5f));
        x = model.Node("Mul", [x, gate], "hardswish_0.tmp_0");
        x = model.Node("AveragePool", [x], "pool2d_0.tmp_0", Of("kernel_shape", 4, 1), Of("strides", 4, 1));
        x = model.Node("Squeeze", [x], "squeeze_0.tmp_0", List("axes", 2));
        x = model.Node("Transpose", [x], "transpose_0.tmp_0", Of("perm", 0, 2, 1));
        x = model.Node("MatMul", [x, Constant(model, "fc_weights", 6, 11)], "linear_0.tmp_0");
        x = model.Node("Add", [x, Constant(model, "fc_bias", 11)], "linear_0.tmp_1");
        x = model.Node("Softmax", [x], "softmax_0.tmp_0", Of("axis", 2));
        model.Node("Identity", [x], "save_infer_model/scale_0.tmp_1");
        model.Output("save_infer_model/scale_0.tmp_1", Float, "DynamicDimension.0", "DynamicDimension.2", 11);
        var card = Imported.AssertScored(model, (6 * 3 * 9) + 6 + (6 * 11) + 11);
        Assert.Equal("input 'x': Float32[4, 3, 8, 224], samples", card.Plan[0]);
        Assert.EndsWith("classes along axis 2", card.Plan[1]);
    }

    static string Constant(ExportedModel model, string name, params long[] dims)
    {
        model.Node("Constant", [], $"{name}@raw", Of("value", Drawn(name, dims)));
        return model.Node("Identity", [$"{name}@raw"], name);
    }
}
