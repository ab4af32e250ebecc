using OnnxZc.Tests.Graphs.Inference;

namespace OnnxZc.Tests.Graphs.Rewriting;

/// <summary>Constant arithmetic against the examples of the operators' definitions.</summary>
public sealed class ConstantKernelTests
{
    [Theory]
    [InlineData("Add", 14, "{1 2}; {10}", "", "11 12")]
    [InlineData("Sub", 14, "{1 2}; {3}:", "", "-2 -1")]
    [InlineData("Mul", 14, "{3 4}; {5 6}", "", "15 24")]
    [InlineData("Div", 14, "{-7 7 9}; {2 -2 3}", "", "-3 -3 3")]
    [InlineData("Mod", 13, "{-4 7 5 4 -7 8}; {2 -3 8 -2 3 5}", "", "0 -2 5 0 2 3")]
    [InlineData("Mod", 13, "{-4 7 5 4 -7 8}; {2 -3 8 -2 3 5}", "fmod=1", "0 1 5 0 -1 3")]
    [InlineData("Neg", 13, "{4 -5}", "", "-4 5")]
    [InlineData("Max", 13, "{3 2 1}; {1 4 4}; {2 5 3}", "", "3 5 4")]
    [InlineData("Min", 13, "{3 2}; {1 4}", "", "1 2")]
    [InlineData("Floor", 13, "f{-1.5 1.2 2}", "", "-2 1 2")]
    [InlineData("Ceil", 13, "f{-1.5 1.2}", "", "-1 2")]
    [InlineData("Round", 11, "f{0.5 1.5 2.5 -2.5}", "", "0 2 2 -2")]
    [InlineData("Sqrt", 13, "f{1 4 9}", "", "1 2 3")]
    [InlineData("Cast", 13, "f{-2.7 2.7}", "to=7", "-2 2")]
    [InlineData("Cast", 13, "{0 3}", "to=9", "0 1")]
    [InlineData("Cast", 13, "{257}", "to=2", "1")]
    [InlineData("Equal", 13, "{1 2}; {1 3}", "", "1 0")]
    [InlineData("Less", 13, "f{1 2}; f{2 2}", "", "1 0")]
    [InlineData("Where", 9, "{1 0}; {5 6}; {7 8}", "", "5 8")]
    [InlineData("Concat", 13, "{1 2}; {3}", "axis=0", "1 2 3")]
    [InlineData("Gather", 13, "{5 6 7}; {-1 0}", "", "7 5")]
    [InlineData("Slice", 13, "{1 2 3 4 5}; {-1}; {-9223372036854775807}; {0}; {-2}", "", "5 3 1")]
    [InlineData("Expand", 13, "{1 2}; {2 2}", "", "1 2 1 2")]
    [InlineData("Tile", 13, "{1 2}; {3}", "", "1 2 1 2 1 2")]
    [InlineData("Range", 11, "{3}:; {9}:; {3}:", "", "3 6")]
    [InlineData("Range", 11, "{10}:; {6}:; {-3}:", "", "10 7")]
    [InlineData("ReduceProd", 13, "{2 3 4}", "keepdims=0", "24")]
    [InlineData("ReduceSum", 13, "{2 3 4}; {0}", "", "9")]
    [InlineData("CumSum", 14, "{1 2 3}; {0}:", "", "1 3 6")]
    [InlineData("NonZero", 13, "{0 4 0 5}", "", "1 3")]
    [InlineData("Shape", 15, "3x4x5", "start=1 end=-1", "4")]
    [InlineData("Size", 13, "3x4x5", "", "60")]
    [InlineData("ScatterND", 13, "{1 2 3 4}; {3}; {9}:", "", "1 2 3 9")]
    public void Evaluate_Constants_GiveTheDocumentedValues(
        string type, int since, string inputs, string attributes, string expected)
    {
        var constant = OneNode.Infer(type, since, inputs, attributes).Constant("out0");
        Assert.Equal(expected, string.Join(' ', constant!.ToDoubles()));
    }

    [Theory]
    [InlineData("Div", 14, "{1}; {0}", "")]
    [InlineData("Mod", 13, "{1}; {0}", "")]
    [InlineData("ConstantOfShape", 9, "{65537}", "")]
    public void Evaluate_UndefinedOrLarge_IsLeftUnknown(string type, int since, string inputs, string attributes)
    {
        var shapes = OneNode.Infer(type, since, inputs, attributes);
        Assert.Null(shapes.Constant("out0"));
        Assert.False(shapes.Shape("out0").IsDefault);
    }

    [Fact]
    public void Evaluate_Split_GivesEveryPart()
    {
        var shapes = OneNode.Infer("Split", 13, "{1 2 3 4 5}; {2 3}", "", outputs: 2);
        Assert.Equal([1, 2], shapes.Constant("out0")!.ToInt64s());
        Assert.Equal([3, 4, 5], shapes.Constant("out1")!.ToInt64s());
    }
}
