using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;

namespace OnnxZc.Tests.Graphs.Inputs;

public sealed class InputUsesTests
{
    readonly GraphBuilder _builder = new(13);

    [Fact]
    public void Of_IndicesOfATable_AreIdsBelowItsRows()
    {
        var x = _builder.Input("tokens", ElementType.Int32, null, 5);
        var wide = _builder.Node("Cast", [_builder.Node("Reshape", [x, Ints("all", -1)])], [("to", 7)]);
        Assert.Equal(new(InputKind.Ids, 7), Use(_builder.Node("Gather", [Table(7), wide])));
    }

    [Fact]
    public void Of_IndicesAlongTheColumns_AreBelowTheirNumber()
    {
        var x = _builder.Input("tokens", ElementType.Int64, null, 5);
        Assert.Equal(new(InputKind.Ids, 3), Use(_builder.Node("Gather", [Table(7), x], [("axis", -1)])));
    }

    [Fact]
    public void Of_IndicesNamedPosition_Ascend()
    {
        var x = _builder.Input("position_ids", ElementType.Int64, null, 5);
        Assert.Equal(new(InputKind.Positions, 7), Use(_builder.Node("Gather", [Table(7), x])));
    }

    [Fact]
    public void Of_IndicesIntoAnActivation_AreZeros()
    {
        var at = _builder.Input("at", ElementType.Int64, null);
        var x = _builder.Input("x", ElementType.Float32, null, 5);
        Assert.Equal(new(InputKind.Indices), Use(_builder.Node("Gather", [x, at], [("axis", 1)])));
    }

    [Theory]
    [InlineData("attention_mask", ElementType.Int64, InputKind.Mask)]
    [InlineData("attention_mask", ElementType.Float32, InputKind.Mask)]
    [InlineData("seen", ElementType.Bool, InputKind.Mask)]
    [InlineData("flags", ElementType.Int64, InputKind.Mask)]
    [InlineData("lengths", ElementType.Int64, InputKind.Lengths)]
    [InlineData("past_key_values.0.key", ElementType.Float32, InputKind.Past)]
    [InlineData("x", ElementType.Float32, InputKind.Samples)]
    [InlineData("image", ElementType.UInt8, InputKind.Samples)]
    public void Of_NothingIndexed_GoesByTypeAndName(string name, ElementType type, InputKind kind)
    {
        var x = _builder.Input(name, type, null, 5);
        Assert.Equal(new(kind), Use(_builder.Node("Cast", [x], [("to", 1)])));
    }

    InputUse Use(string output) => InputUses.Of(_builder.Build(output)).First().Value;

    string Ints(string name, params long[] values) => _builder.Initializer(name, TensorData.Int64s(values));

    string Table(long rows) => _builder.Initializer("table", TensorData.Of<float>(new float[rows * 3], rows, 3));
}
