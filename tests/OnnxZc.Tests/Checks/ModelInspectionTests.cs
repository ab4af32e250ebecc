using Google.Protobuf;
using OnnxZc.Checks;
using OnnxZc.Graphs;
using OnnxZc.Tests.Checks.Rules;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks;

public sealed class ModelInspectionTests
{
    public static TheoryData<string> Models =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "models"), "*.onnx")
            .Select(path => Path.GetFileName(path)),
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Counts_OfAModel_AreThoseOfTheScorer(string name)
    {
        var path = Path.Combine(Checkout.Root, "models", name);
        var model = ModelInspection.Of(name, path, ReadLimits.Default);
        var card = new Scorer(new() { Proxies = ["params", "flops"], BatchSize = 1 }).Score(path);
        Assert.Equal(card.Scores[0].Value, model.Counts?.Parameters);
        Assert.Equal(card.Scores[1].Value, model.Counts?.Macs);
        Assert.Equal(card.GraphHash, model.GraphHash);
        Assert.Equal(card.FileHash, model.FileHash);
    }

    [Theory]
    [InlineData("resnet18.onnx", 18)]
    [InlineData("resnet20.onnx", 20)]
    [InlineData("densenet40.onnx", 40)]
    public void Depth_OfNetworksNamedAfterIt_IsTheirName(string name, int depth)
    {
        var model = ModelInspection.Of(name, Path.Combine(Checkout.Root, "models", name), ReadLimits.Default);
        Assert.Equal(depth, ModelNumbers.Of(model, ModelNumbers.Depth));
    }

    [Fact]
    public void Details_OfAModelThatMakesNoGraph_AreThere()
    {
        using var folder = new TempFolder();
        var model = Checked.Of(m => m.Graph.Node[0].Input[0] = "nowhere")(folder);
        Assert.Equal(ModelErrorCode.InvalidGraph, model.Error?.Code);
        Assert.Null(model.File);
        Assert.Equal(["Add", "Relu"], model.Details!.Nodes.Select(node => node.Operator));
    }

    [Fact]
    public void Details_OfAFileThatIsNoModel_AreNotThereAndItsHashIs()
    {
        using var folder = new TempFolder();
        var model = Checked.File(folder, [.. "hello"u8]);
        Assert.Equal(ModelErrorCode.NotOnnx, model.Error?.Code);
        Assert.Null(model.Details);
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", model.FileHash);
    }

    [Fact]
    public void Of_WeightsInAnotherFile_LeavesThemUnread()
    {
        using var folder = new TempFolder();
        var model = SafetyCases.WithExternal(folder, ("location", "gone.data"));
        Assert.Null(model.Error);
        Assert.Throws<ModelException>(() => model.File!.Graph.Initializers["t"].Bytes.Span.Length);
    }

    [Fact]
    public void Of_ShapesThatLieInAnotherFile_ReadsThem()
    {
        using var folder = new TempFolder();
        folder.Write("w.data", [4, 0, 0, 0, 0, 0, 0, 0]);
        var model = Checked.File(folder, Protos.Model(m =>
        {
            var target = SafetyCases.Tensor("target", 1, ("location", "w.data"));
            target.DataType = 7;
            m.Graph.Initializer.Add(target);
            m.Graph.Node[1] = Protos.Node("Expand", ["sum", "one"], "wide");
            m.Graph.Initializer.Add(Protos.Tensor("one", 7, [2], t => t.Int64Data.Add([2, 2])));
            m.Graph.Node.Add(Protos.Node("Reshape", ["wide", "target"], "y"));
            m.Graph.Output[0] = Protos.Value("y", 1, 4);
        }).ToByteArray());
        Assert.Null(model.Error);
        Assert.Null(model.ShapeError);
        Assert.Equal("[4]", OnnxZc.Graphs.Inference.ShapeText.Of(model.Shapes!.Shape("y")));
    }

    [Fact]
    public void Numbers_OfAModel_CountItsOtherFilesOnce()
    {
        using var folder = new TempFolder();
        folder.Write("w.data", new byte[8]);
        var model = Checked.File(folder, Protos.Model(m => m.Graph.Initializer.Add(
        [
            SafetyCases.Tensor("t", 2, ("location", "w.data")), SafetyCases.Tensor("u", 2, ("location", "./w.data")),
        ])).ToByteArray());
        Assert.Equal(model.Bytes + 8.0, ModelNumbers.Of(model)["bytes"]);
    }
}
