using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary>tf2onnx: channels last outside, a Transpose on either side of what needs them first.</summary>
public sealed class Tf2OnnxTests
{
    [Fact]
    public void Classifier_ChannelsLast_IsScored()
    {
        var model = new ExportedModel("tf2onnx", 15);
        var x = model.Input("serving_default_image:0", Float, "unk__12", 12, 12, 3);
        x = model.Node("Transpose", [x], "Conv2D__6:0", Of("perm", 0, 3, 1, 2));
        x = model.Node(
            "Conv", [x, model.Weight("conv/kernel:0", 8, 3, 3, 3)], "model/conv/Conv2D:0", Of("auto_pad", "SAME_UPPER"),
            Of("strides", 2, 2), Of("dilations", 1, 1), Of("group", 1), Of("kernel_shape", 3, 3));
        x = model.Node("Transpose", [x], "Conv2D__8:0", Of("perm", 0, 2, 3, 1));
        x = model.Node("Add", [x, model.Weight("conv/bias:0", 8)], "model/conv/BiasAdd:0");
        x = model.Node("Relu", [x], "model/relu/Relu:0");
        x = model.Node("ReduceMean", [x], "model/pool/Mean:0", Of("axes", 1, 2), Of("keepdims", 0));
        x = model.Node("MatMul", [x, model.Weight("dense/kernel:0", 8, 5)], "model/dense/MatMul:0");
        x = model.Node("Add", [x, model.Weight("dense/bias:0", 5)], "model/dense/BiasAdd:0");
        model.Node("Softmax", [x], "Identity:0", Of("axis", -1));
        model.Output("Identity:0", Float, "unk__13", 5);
        var card = Imported.AssertScored(model, (8 * 3 * 9) + 8 + (8 * 5) + 5);
        Assert.Equal("objective: cross-entropy of 'Identity:0' before its Softmax, classes along axis 1", card.Plan[1]);
    }

    [Fact]
    public void Segmentation_ChannelsLast_HasItsClassesLast()
    {
        var model = new ExportedModel("tf2onnx", 13);
        var x = model.Input("image:0", Float, "unk__1", "unk__2", "unk__3", 3);
        x = model.Node("Transpose", [x], "t0", Of("perm", 0, 3, 1, 2));
        x = model.Node("Conv", [x, model.Weight("w", 4, 3, 1, 1), model.Weight("b", 4)], "c", Of("kernel_shape", 1, 1));
        model.Node("Transpose", [x], "logits:0", Of("perm", 0, 2, 3, 1));
        model.Output("logits:0", Float, "unk__1", "unk__2", "unk__3", 4);
        var card = Imported.AssertScored(model, 16);
        Assert.Equal("input 'image:0': Float32[4, 224, 224, 3], samples", card.Plan[0]);
        Assert.Equal("objective: cross-entropy of 'logits:0', classes along axis 3", card.Plan[1]);
    }
}
