using System.Collections.Immutable;
using Onnx;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs;

public sealed class OnnxWriterTests
{
    static Graph Full(int opset = 17, bool reverse = false)
    {
        var attributes = new Dictionary<string, object>
        {
            ["i"] = -3L,
            ["f"] = 0.1f,
            ["s"] = "é",
            ["t"] = TensorData.Int64s(1, 2),
            ["is"] = ImmutableArray.Create(4L, 5),
            ["fs"] = ImmutableArray.Create(1f, float.NaN),
            ["ss"] = ImmutableArray.Create("a", ""),
        };
        var weights = Enumerable.Range(0, 20)
            .Select(i => KeyValuePair.Create($"w{i}", TensorData.Of<float>([i, -i], 2, 1)));
        var ordered = new Attributes(reverse ? attributes.Reverse() : attributes);
        return new(
            "g",
            new Dictionary<string, int> { ["com.example"] = 2, [""] = opset },
            [new("x", ElementType.Float32, [new(null, "N"), new(2), default]), Untyped("y")],
            [new("z", ElementType.Int64, []), new("b", ElementType.Float16, default)],
            [
                new("n", new("com.example", "Op", 2), ["x", "", "w3"], ["a", "", "b"], ordered),
                new("", new("", "Relu", OperatorVersions.Resolve("", "Relu", opset)), ["a"], ["z"], Attributes.Empty),
            ],
            reverse ? weights.Reverse() : weights);
    }

    static ValueInfo Untyped(string name) => new(name, ElementType.Undefined, default);

    [Theory]
    [InlineData(7, 3)]
    [InlineData(8, 3)]
    [InlineData(9, 4)]
    [InlineData(10, 5)]
    [InlineData(11, 6)]
    [InlineData(12, 7)]
    [InlineData(14, 7)]
    [InlineData(15, 8)]
    [InlineData(18, 8)]
    [InlineData(19, 9)]
    [InlineData(20, 9)]
    [InlineData(21, 10)]
    [InlineData(22, 10)]
    [InlineData(23, 11)]
    [InlineData(24, 12)]
    [InlineData(25, 13)]
    [InlineData(26, 13)]
    public void Write_AnyOpset_ReadsBackEqualInTheFormatOfItsTime(int opset, int format)
    {
        var file = Protos.ReadFile(OnnxWriter.Write(Full(opset)));
        GraphAssert.Equal(Full(opset), file.Graph);
        Assert.Equal((format, "OnnxZc"), (file.IrVersion, file.Producer));
    }

    [Fact]
    public void Write_SameGraphBuiltInAnotherOrder_GivesTheSameBytes() =>
        Assert.Equal(OnnxWriter.Write(Full()), OnnxWriter.Write(Full(reverse: true)));

    [Fact]
    public void Write_ToAStream_GivesTheSameBytes()
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(Full(), stream);
        Assert.Equal(OnnxWriter.Write(Full()), stream.ToArray());
    }

    [Fact]
    public void Write_FormatVersion3_DeclaresInitializersAsInputs() =>
        Assert.Equal(22, ModelProto.Parser.ParseFrom(OnnxWriter.Write(Full(8))).Graph.Input.Count);

    [Fact]
    public void Write_OpaqueAttribute_IsRefusedByName()
    {
        var body = new Attributes([new("body", new Attributes.Opaque("graphs"))]);
        var node = new Node("loop", new("", "Loop", 16), ["x"], ["z"], body);
        var graph = new Graph("g", Full().Opsets, Full().Inputs, [Untyped("z")], [node], []);
        var error = Assert.Throws<ModelException>(() => OnnxWriter.Write(graph));
        Assert.Equal((ModelErrorCode.UnsupportedOperator, "loop"), (error.Code, error.Node));
    }
}
