using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;

namespace OnnxZc.Tests.Graphs.Inputs;

public sealed class FreeDimensionsTests
{
    static readonly Dictionary<string, long> None = [];

    readonly GraphBuilder _builder = new(13);

    [Fact]
    public void Sizes_OfAnImage_Are224()
    {
        var x = Input("x", ElementType.Float32, "N", 3, "h", "w");
        Assert.Equal([("h", 224), ("w", 224)], Sizes(_builder.Node("Relu", [x])));
    }

    [Fact]
    public void Sizes_ThatTheClassifierForbids_AreTriedOn()
    {
        var x = Input("x", ElementType.Float32, "N", 3, "h", "w");
        var flat = _builder.Node("Flatten", [x]);
        var weight = _builder.Initializer("w", TensorData.Of<float>(new float[3 * 28 * 28 * 2], 3 * 28 * 28, 2));
        Assert.Equal([("h", 28), ("w", 28)], Sizes(_builder.Node("MatMul", [flat, weight])));
    }

    [Fact]
    public void Sizes_ChannelsLast_LeaveTheChannelsAlone()
    {
        var x = Input("x", ElementType.UInt8, "N", "h", "w", 3);
        Assert.Equal([("h", 224), ("w", 224)], Sizes(_builder.Node("Identity", [x])));
    }

    [Fact]
    public void Sizes_OfASequence_StayWithinTheTableOfPositions()
    {
        var table = _builder.Initializer("t", TensorData.Of<float>(new float[9 * 2], 9, 2));
        var x = Input("position_ids", ElementType.Int64, "N", "time");
        Assert.Equal([("time", 9)], Sizes(_builder.Node("Gather", [table, x])));
    }

    [Fact]
    public void Sizes_Given_AreKept()
    {
        var x = Input("x", ElementType.Float32, "N", 3, "h", "w");
        Assert.Equal([("h", 40), ("w", 224)], Sizes(_builder.Node("Relu", [x]), new() { ["h"] = 40 }));
    }

    [Fact]
    public void Sizes_WithoutAName_GoByInputAndAxis()
    {
        var x = Input("x", ElementType.Float32, "N", null!, 4);
        Assert.Equal([("x.1", 16)], Sizes(_builder.Node("Relu", [x])));
    }

    [Fact]
    public void Sizes_NoneFits_NamesTheDimensionAndTheFlag()
    {
        var x = Input("x", ElementType.Float32, "N", "features");
        var weight = _builder.Initializer("w", TensorData.Of<float>(new float[14], 7, 2));
        var refused = Assert.Throws<ModelException>(() => Sizes(_builder.Node("MatMul", [x, weight])));
        Assert.Contains("'features' free: give it with --dim features=SIZE", refused.Message);
    }

    [Theory]
    [InlineData("a + b", 7)]
    [InlineData("a+1", 4)]
    [InlineData("2*a", 6)]
    [InlineData("a*b + 1", 13)]
    [InlineData("a + c", null)]
    public void Evaluate_SumsAndProducts_FollowTheirParts(string text, int? size) =>
        Assert.Equal(size, SizeExpression.Evaluate(text, new Dictionary<string, long> { ["a"] = 3, ["b"] = 4 }));

    string Input(string name, ElementType type, params object[] shape) => _builder.Input(new ValueInfo(
        name,
        type,
        [.. shape.Select(size => size is int number ? new Dimension(number) : new Dimension(null, (string?)size))]));

    (string, long)[] Sizes(string output, Dictionary<string, long>? given = null)
    {
        var graph = FreeDimensions.Named(_builder.Build(output));
        return [.. FreeDimensions.Sizes(graph, InputUses.Of(graph), given ?? None)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))];
    }
}
