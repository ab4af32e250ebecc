using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;

namespace OnnxZc.Tests.Data;

public sealed class OnesBatchesTests
{
    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.Int64)]
    public void Read_Samples_AreOnes(ElementType type)
    {
        var batch = BatchSources.Parse("ones").Read(Requests.For(Requests.Input("x", type, null, 2)));
        Assert.Equal([16L, 2], batch.Inputs["x"].Shape.AsSpan());
        Assert.All(batch.Inputs["x"].ToDoubles(), value => Assert.Equal(1, value));
        Assert.Null(batch.Labels);
    }

    [Fact]
    public void Read_Ids_StayWithinTheirTable()
    {
        var request = Requests.For(Requests.Input("x", null, 2), Requests.Input("ids", ElementType.Int64, null, 9)) with
        {
            Uses = new Dictionary<string, InputUse> { ["ids"] = new(InputKind.Ids, 1) },
        };
        Assert.All(BatchSources.Parse("ones").Read(request).Inputs["ids"].ToInt64s(), id => Assert.Equal(0, id));
    }
}
