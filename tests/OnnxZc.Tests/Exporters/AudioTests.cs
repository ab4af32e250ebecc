using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary>Audio: convolutions over time, recurrent layers, a class per clip.</summary>
public sealed class AudioTests
{
    const long Front = (8 * 4 * 5) + 8;

    [Fact]
    public void Convolutions_AnyLength_IsScored()
    {
        var model = new ExportedModel("pytorch", 13);
        var x = Convolved(model, model.Input("features", Float, "batch", 4, "time"));
        x = model.Node("GlobalAveragePool", [x], "pool");
        x = model.Node("Flatten", [x], "flat", Of("axis", 1));
        model.Layer("Gemm", x, "fc", [6, 8], "clip", Of("transB", 1));
        model.Output("clip", Float, "batch", 6);
        var card = Imported.AssertScored(model, Front + (6 * 8) + 6);
        Assert.Equal("input 'features': Float32[4, 4, 16], samples", card.Plan[0]);
    }

    [Fact]
    public void ConvolutionsAndLstm_BatchOfOne_IsFreedWithItsStates()
    {
        var model = new ExportedModel("pytorch", 14);
        var x = Convolved(model, model.Input("features", Float, 1, 4, 20));
        x = model.Node("Transpose", [x], "steps", Of("perm", 2, 0, 1));
        model.Nodes(
            "LSTM",
            [
                x, model.Weight("onnx::LSTM_W", 1, 24, 8), model.Weight("onnx::LSTM_R", 1, 24, 6),
                model.Weight("onnx::LSTM_B", 1, 48), "", model.Weight("h0", 1, 1, 6), model.Weight("c0", 1, 1, 6),
            ],
            ["hidden", "last", ""], "", Of("hidden_size", 6));
        x = model.Node("Squeeze", ["last", model.Ints("direction", 0)], "state");
        model.Layer("Gemm", x, "fc", [5, 6], "clip", Of("transB", 1));
        model.Output("clip", Float, 1, 5);
        var card = Imported.AssertScored(model, Front + (24 * 8) + (24 * 6) + 48 + (5 * 6) + 5);
        Assert.Equal(OnnxZc.Graphs.BatchForm.Rewritten, card.Trust!.Batch);
    }

    static string Convolved(ExportedModel model, string x)
    {
        x = model.Layer(
            "Conv", x, "conv", [8, 4, 5], "conv", List("kernel_shape", 5), List("strides", 2), Of("pads", 2, 2));
        return model.Node("Relu", [x], "relu");
    }
}
