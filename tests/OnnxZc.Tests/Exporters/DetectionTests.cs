using OnnxZc.Graphs;
using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary>A detection head: boxes and class scores for every anchor, as several outputs.</summary>
public sealed class DetectionTests
{
    const long Anchors = 2;
    const long Classes = 3;
    const long Parameters = (8 * 3 * 9) + 8 + ((8 + 1) * Anchors * (4 + Classes));

    [Fact]
    public void Head_FirstOutputByDefault_LeavesTheOtherWithoutGradients() => Imported.AssertScored(
        Head("batch"), Parameters, null, "scores.weight", "scores.bias");

    [Theory]
    [InlineData("batch", BatchForm.Dynamic)]
    [InlineData(1L, BatchForm.Rewritten)]
    public void Head_ScoresAskedFor_TakesTheClassOfEveryAnchor(object batch, BatchForm form)
    {
        var options = new ScoreOptions { Proxies = [], Output = "scores" };
        var card = Imported.AssertScored(Head(batch), Parameters, options, "boxes.weight", "boxes.bias");
        Assert.Equal("objective: cross-entropy of 'scores', classes along axis 2", card.Plan[1]);
        Assert.Equal(form, card.Trust!.Batch);
    }

    static ExportedModel Head(object batch)
    {
        var model = new ExportedModel("pytorch", 13);
        var x = model.Input("images", Float, batch, 3, 8, 8);
        x = model.Layer(
            "Conv", x, "stem", [8, 3, 3, 3], "stem",
            Of("kernel_shape", 3, 3), Of("strides", 2, 2), Of("pads", 1, 1, 1, 1));
        x = model.Node("LeakyRelu", [x], "stem_relu", Of("alpha", 0.1f));
        Branch(model, x, "boxes", 4, batch);
        Branch(model, x, "scores", Classes, batch);
        return model.Output("boxes", Float, batch, 16 * Anchors, 4)
            .Output("scores", Float, batch, 16 * Anchors, Classes);
    }

    static void Branch(ExportedModel model, string x, string name, long width, object batch)
    {
        var y = model.Layer("Conv", x, name, [Anchors * width, 8, 1, 1], $"{name}_map", Of("kernel_shape", 1, 1));
        y = model.Node("Transpose", [y], $"{name}_last", Of("perm", 0, 2, 3, 1));
        var rows = model.Ints($"{name}_shape", batch is long size ? size : 0, batch is long ? 16 * Anchors : -1, width);
        y = model.Node("Reshape", [y, rows], name == "boxes" ? name : $"{name}_rows");
        if (name == "scores")
            model.Node("Sigmoid", [y], name);
    }
}
