using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary>Keras through its own converter: depthwise convolutions, ReLU6 as Clip, padding of its own.</summary>
public sealed class KerasTests
{
    [Fact]
    public void SeparableBlock_IsScored()
    {
        var model = new ExportedModel("keras2onnx", 11);
        var x = model.Input("input_1", Float, "N", 10, 10, 4);
        x = model.Node("Transpose", [x], "adjusted_input1", Of("perm", 0, 3, 1, 2));
        x = model.Node("Pad", [x, model.Ints("pads", 0, 0, 0, 0, 0, 0, 1, 1)], "padded", Of("mode", "constant"));
        x = model.Node(
            "Conv", [x, model.Weight("depthwise", 4, 1, 3, 3)], "depthwise_output", Of("group", 4),
            Of("kernel_shape", 3, 3), Of("strides", 2, 2), Of("auto_pad", "VALID"));
        x = model.Node("BatchNormalization", [x, .. Statistics(model)], "bn_output", Of("epsilon", 1e-3f));
        x = model.Node("Clip", [x, model.Scalar("min", 0), model.Scalar("max", 6)], "relu6_output");
        x = model.Node("Transpose", [x], "last", Of("perm", 0, 2, 3, 1));
        x = model.Node("Reshape", [x, model.Ints("flat", -1, 100)], "flatten");
        x = model.Node("MatMul", [x, model.Weight("dense/kernel:0", 100, 6)], "dense0");
        x = model.Node("Add", [x, model.Weight("dense/bias:0", 6)], "biased_tensor_name");
        model.Node("Softmax", [x], "dense", Of("axis", 1));
        model.Output("dense", Float, "N", 6);
        Imported.AssertScored(model, (4 * 9) + (2 * 4) + (100 * 6) + 6);
    }

    [Fact]
    public void Regression_OneNumberPerSample_TakesTheMeanSquare()
    {
        var model = new ExportedModel("keras2onnx", 11);
        var x = model.Input("input_1", Float, "N", 7);
        x = model.Node("MatMul", [x, model.Weight("kernel:0", 7, 1)], "dense0");
        model.Node("Add", [x, model.Weight("bias:0", 1)], "dense");
        model.Output("dense", Float, "N", 1);
        var card = Imported.AssertScored(model, 7 + 1);
        Assert.Equal("objective: mean squared difference from noise of 'dense'", card.Plan[1]);
    }

    static string[] Statistics(ExportedModel model)
    {
        var variance = Drawn("moving_variance:0", 4);
        variance.RawData = Google.Protobuf.ByteString.Empty;
        variance.FloatData.Add([1, 2, 0.5f, 1]);
        model.Proto.Graph.Initializer.Add(variance);
        return [model.Weight("gamma:0", 4), model.Weight("beta:0", 4), model.Weight("mean:0", 4), "moving_variance:0"];
    }
}
