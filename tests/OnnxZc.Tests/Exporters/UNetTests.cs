using OnnxZc.Graphs;
using OnnxZc.Passes;
using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary>Segmentation: down, up again, joined with what was there before; a class per pixel.</summary>
public sealed class UNetTests
{
    const long Parameters = (6 * 3 * 9) + 6 + (12 * 6 * 9) + 12 + (12 * 6 * 4) + 6 + (5 * 12) + 5;

    [Fact]
    public void UNet_AnySize_IsScoredPerPixel()
    {
        var card = Imported.AssertScored(Network("batch", "height", "width"), Parameters, new ScoreOptions
        {
            Proxies = [],
            Dimensions = new Dictionary<string, long> { ["height"] = 16, ["width"] = 24 },
        });
        Assert.Equal("input 'image': Float32[4, 3, 16, 24], samples", card.Plan[0]);
        Assert.Equal("objective: cross-entropy of 'mask', classes along axis 1", card.Plan[1]);
    }

    [Fact]
    public void UNet_BatchOfTwo_IsFreed()
    {
        var card = Imported.AssertScored(Network(2, 8, 8), Parameters);
        Assert.Equal((BatchForm.Rewritten, null), (card.Trust!.Batch, card.Trust.BatchReason));
    }

    [Theory]
    [InlineData(Loss.MeanSquare, "mean squared difference from noise of 'mask'")]
    [InlineData(Loss.Sum, "sum of 'mask'")]
    public void UNet_OtherLoss_IsScored(Loss loss, string objective)
    {
        var options = new ScoreOptions { Proxies = [], Loss = loss };
        Assert.Contains($"objective: {objective}", Imported.AssertScored(Network("N", 8, 8), Parameters, options).Plan);
    }

    static ExportedModel Network(params object[] sizes)
    {
        var model = new ExportedModel("pytorch", 13);
        var x = model.Input("image", Float, sizes[0], 3, sizes[1], sizes[2]);
        var high = Rectified(model, x, "enc1", 6, 3);
        var low = model.Node("MaxPool", [high], "pool", Of("kernel_shape", 2, 2), Of("strides", 2, 2));
        low = Rectified(model, low, "enc2", 12, 6);
        var up = model.Node(
            "ConvTranspose", [low, model.Weight("up.weight", 12, 6, 2, 2), model.Weight("up.bias", 6)], "up",
            Of("kernel_shape", 2, 2), Of("strides", 2, 2));
        var joined = model.Node("Concat", [up, high], "joined", Of("axis", 1));
        model.Layer("Conv", joined, "head", [5, 12, 1, 1], "mask", Of("kernel_shape", 1, 1));
        return model.Output("mask", Float, sizes[0], 5, sizes[1], sizes[2]);
    }

    static string Rectified(ExportedModel model, string x, string name, long outputs, long inputs)
    {
        var convolved = model.Layer(
            "Conv", x, name, [outputs, inputs, 3, 3], name, Of("kernel_shape", 3, 3), Of("pads", 1, 1, 1, 1));
        return model.Node("Relu", [convolved], $"{name}_relu");
    }
}
