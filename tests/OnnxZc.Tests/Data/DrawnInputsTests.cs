using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;
using OnnxZc.Numerics;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data;

public sealed class DrawnInputsTests
{
    [Fact]
    public void Read_Ids_AreBelowTheRowsOfTheStreamOfTheirName()
    {
        var request = Request(("ids", new(InputKind.Ids, 9)), ("types", new(InputKind.Ids, 2)));
        var inputs = new GaussianBatches().Read(request).Inputs;
        var stream = new RandomStream("data:ids");
        Assert.Equal(Enumerable.Range(0, 20).Select(i => stream.Below(i, 9)), inputs["ids"].ToInt64s());
        Assert.All(inputs["types"].ToInt64s(), id => Assert.InRange(id, 0, 1));
        Assert.Equal(2, inputs["types"].ToInt64s().Distinct().Count());
    }

    [Fact]
    public void Read_PositionsMasksLengthsAndIndices_AreWhatLeavesAllIn()
    {
        var request = Request(
            ("positions", new(InputKind.Positions, 4)), ("mask", new(InputKind.Mask)),
            ("lengths", new(InputKind.Lengths)), ("at", new(InputKind.Indices)));
        var inputs = new GaussianBatches().Read(request).Inputs;
        Assert.Equal([0, 1, 2, 3, 0, 0], inputs["positions"].ToInt64s()[..6]);
        Assert.All(inputs["mask"].ToInt64s(), value => Assert.Equal(1, value));
        Assert.All(inputs["lengths"].ToInt64s(), value => Assert.Equal(5, value));
        Assert.All(inputs["at"].ToInt64s(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Read_RangeAskedFor_IsUniformThere()
    {
        var request = Request(("x", new InputUse(InputKind.Mask) { Range = (3, 5) }), ("y", new(InputKind.Mask)));
        Assert.Equal([3, 4], new GaussianBatches().Read(request).Inputs["x"].ToInt64s().Distinct().Order());
    }

    [Theory]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.BFloat16)]
    public void Read_OtherPrecision_IsTheSameNoise(ElementType type)
    {
        var input = Requests.Input("x", type, null, 3);
        var drawn = new GaussianBatches().Read(Requests.For(input)).Inputs["x"];
        Assert.Equal(type, drawn.Type);
        Assert.Equal(new RandomStream("data:input").Normal(1), drawn.ToDoubles()[1], 1e-2);
    }

    [Fact]
    public void Read_MaskBesideAFileOfSamples_IsDrawnWithTheirSizes()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x.npz", Npz.Zip(("images.npy", Npz.Array("<f4", "(2, 3)", new float[6]))));
        var asked = Requests.For(
            Requests.Input("x", null, null), Requests.Input("mask", ElementType.Bool, null, null));
        var request = asked with
        {
            Uses = new Dictionary<string, InputUse> { ["mask"] = new(InputKind.Mask) },
        };
        var inputs = new NpzBatches(path).Read(request).Inputs;
        Assert.Equal<long>([2, 3], inputs["mask"].Shape);
        Assert.All(inputs["mask"].ToInt64s(), value => Assert.Equal(1, value));
    }

    static BatchRequest Request(params (string Name, InputUse Use)[] inputs) =>
        Requests.For([.. inputs.Select(input => Requests.Input(input.Name, ElementType.Int64, 4, 5))]) with
        {
            Uses = inputs.ToDictionary(input => input.Name, input => input.Use),
        };
}
