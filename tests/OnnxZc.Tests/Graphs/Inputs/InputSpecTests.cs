using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;

namespace OnnxZc.Tests.Graphs.Inputs;

public sealed class InputSpecTests
{
    [Fact]
    public void Parse_AllParts_AreThere()
    {
        var (name, spec) = InputSpec.Parse("serving=x:0=Nx128:int64:0:30522");
        Assert.Equal("serving=x:0", name);
        Assert.Equal<long?>([null, 128], spec.Shape);
        Assert.Equal(ElementType.Int64, spec.Type);
        Assert.Equal((0.0, 30522.0), spec.Range);
        Assert.Equal("Nx128:int64:0:30522", spec.ToString());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("=3")]
    [InlineData("x=3x0")]
    [InlineData("x=3xx4")]
    [InlineData("x=3:int65")]
    [InlineData("x=3:int64:0")]
    [InlineData("x=3:int64:0:nan")]
    [InlineData("x=-3")]
    public void Parse_AnotherForm_IsRefused(string text) =>
        Assert.Throws<FormatException>(() => InputSpec.Parse(text));

    [Fact]
    public void Apply_ShapeAndType_SetWhatIsFree()
    {
        var graph = Graph("N", "time", 4);
        var applied = InputDeclarations.Apply(graph, Specs("x=7x5x4:float32"));
        Assert.Equal("x: Float32[N, 5, 4]", applied.Inputs[0].ToString());
        Assert.Equal(7, InputDeclarations.BatchSize(graph, Specs("x=7x5x4:float32")));
    }

    [Theory]
    [InlineData("x=Nx5x3:float32", "cannot have the shape Nx5x3")]
    [InlineData("x=Nx5", "cannot have the shape Nx5")]
    [InlineData("x=Nx5x4:int64", "takes Float32, not Int64")]
    [InlineData("y=Nx5x4", "no input 'y', only 'x'")]
    public void Apply_AgainstTheFile_IsRefused(string text, string message) => Assert.Contains(
        message,
        Assert.Throws<ModelException>(() => InputDeclarations.Apply(Graph("N", "time", 4), Specs(text))).Message);

    static Dictionary<string, InputSpec> Specs(string text) => new([InputSpec.Parse(text)]);

    static Graph Graph(params object[] shape)
    {
        var builder = new GraphBuilder(13);
        var x = builder.Input(new ValueInfo(
            "x",
            ElementType.Float32,
            [.. shape.Select(size => size is int number ? new Dimension(number) : new Dimension(null, (string)size))]));
        return builder.Build(builder.Node("Relu", [x]));
    }
}
