using OnnxZc.Graphs;
using OnnxZc.MakeModels;

namespace OnnxZc.Tests.Models;

/// <summary>Sizes by the papers' layer tables; those in one number are published.</summary>
public sealed class ModelCountTests
{
    [Theory]
    [InlineData("densenet40", 1_019_722)]
    [InlineData("mlp", (3072 * 256) + 256 + 512 + (256 * 128) + 128 + 256 + 1290)]
    [InlineData("mobilenetv2", 3_504_872)]
    [InlineData("resnet18", 11_689_512)]
    [InlineData("resnet20", 272_474)]
    [InlineData("resnet20-folded", 272_474 - 784)]
    [InlineData("senet", 274_847)]
    [InlineData("vgg-batch1", 9_231_114 - 2752)]
    [InlineData("vit", 3136 + 64 + (65 * 64) + (4 * (256 + (4 * 4160) + 16_576)) + 128 + 650)]
    [InlineData("nasbench201", 464 + (5 * ((28 * (256 + 1024 + 4096)) + (8 * 112))) + 14_464 + 57_600 + 128 + 650)]
    public void Parameters_OfEachModel_AreThoseOfItsDefinition(string name, long expected) =>
        Assert.Equal(expected, CountParameters(ModelCatalog.All.Single(recipe => recipe.Name == name).Build()));

    [Theory]
    [InlineData("densenet40", (106_704 * 1024) + (25_600 * 1024) + ((292_896 + 92_416) * 256) + (479_520 * 64) + 4490)]
    [InlineData("mlp", (3072 * 256) + 256 + (256 * 128) + 128 + 1290)]
    [InlineData("mobilenetv2", 300_774_272 + 1000)]
    [InlineData("nasbench201", 117_883_520 + 10)]
    [InlineData("resnet18", 1_814_073_344 + 1000)]
    [InlineData("resnet20", 40_813_184 + 10)]
    [InlineData("resnet20-folded", 40_813_184 + 10 + (7 * 256 * (64 + 32 + 16)))]
    [InlineData("senet", 40_813_184 + 10 + (3 * (49 + 162 + 580)))]
    [InlineData("vgg-batch1", 152_764_416 + 5130)]
    [InlineData("vit", (64 * 3136) + (4 * 65 * (32_768 + 448 + (2 * 65 * 64))) + 650)]
    public void Macs_OfEachModel_AreThoseOfItsDefinition(string name, double expected) =>
        Assert.Equal(expected, new MadeModel(ModelCatalog.All.Single(recipe => recipe.Name == name)).Counts.Macs);

    [Theory]
    [InlineData("nor_conv_3x3", 1_531_546, 220_119_690)]
    [InlineData("nor_conv_1x1", 241_306, 31_376_010)]
    [InlineData("skip_connect", 73_306, 7_783_050)]
    public void Counts_OfUniformCells_AreTheBenchmarksOwn(string operation, long parameters, double macs)
    {
        var cell = string.Format("|{0}~0|+|{0}~0|{0}~1|+|{0}~0|{0}~1|{0}~2|", operation);
        var graph = NasBench201.Build("uniform", 17, cell);
        Assert.Equal((parameters, macs), (CountParameters(graph), MadeModel.Count(graph).Macs));
    }

    [Fact]
    public void Parameters_InTheReadMe_AreThoseThatTheNodesGenerate() => Assert.All(
        ModelCatalog.All.Select(recipe => new MadeModel(recipe)),
        model => Assert.Equal(CountParameters(model.Graph), model.Counts.Parameters));

    static long CountParameters(Graph graph)
    {
        var statistics = graph.Nodes
            .Where(node => node.Operator.Type == "BatchNormalization")
            .SelectMany(node => node.Inputs[3..])
            .ToHashSet();
        return graph.Nodes.Where(node => !statistics.Contains(node.Outputs[0])).Sum(node => Elements(graph, node));
    }

    static long Elements(Graph graph, Node node) => node.Operator.Type switch
    {
        "RandomNormal" => TensorData.CountOf(node.Attributes.Ints("shape")),
        "ConstantOfShape" =>
            TensorData.CountOf(graph.Producer(node.Inputs[0])!.Attributes.Tensor("value")!.ToInt64s()),
        _ => 0,
    };
}
