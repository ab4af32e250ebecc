using OnnxZc.Numerics;

namespace OnnxZc.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void Word_PublishedTestVector_IsReproduced() =>
        Assert.Equal(
            [0x46aad63abc8aa135, 0xe167862b6ff3d513, 0xef560b8e4af54a8e, 0x564ddfca67504549],
            Enumerable.Range(0, 4).Select(i => new RandomStream("test").Word(i)));

    [Fact]
    public void Normal_PublishedTestVector_IsReproduced()
    {
        var values = new float[3];
        new RandomStream("test").FillNormal(values);
        Assert.Equal([1.1729706525802612f, -0.19096966087818146f, 1.987812876701355f], values);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 0.0416)]
    [InlineData(0.5, 3e-4)]
    [InlineData(-3, 1e-40)]
    public void FillNormal_ManyElements_AreThoseOfNormal(double mean, double deviation)
    {
        var stream = new RandomStream("test", 7);
        var values = new float[200_001];
        stream.FillNormal(values, mean, deviation);
        Assert.Equal(
            Enumerable.Range(0, values.Length).Select(i => (float)(mean + (deviation * stream.Normal(i)))), values);
    }

    [Fact]
    public void Sign_PublishedTestVector_IsReproduced() =>
        Assert.Equal(
            [-1, 1, 1, -1, -1, 1, -1, 1],
            Enumerable.Range(0, 8).Select(i => new RandomStream("test").Sign(i)));

    [Fact]
    public void Word_SeedOtherThanZero_IsAnotherStream()
    {
        Assert.NotEqual(new RandomStream("test").Word(0), new RandomStream("test", 1).Word(0));
        Assert.Equal(new RandomStream("1/test").Word(0), new RandomStream("test", 1).Word(0));
    }
}
