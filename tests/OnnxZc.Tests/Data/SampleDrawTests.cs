using OnnxZc.Data;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Data;

public sealed class SampleDrawTests
{
    static readonly long[] Classes = [.. Enumerable.Range(0, 60).Select(i => (long)(i * 7 % 3))];

    [Fact]
    public void From_First_IsTheBeginOfTheFile() => Assert.Equal([0, 1, 2], From(DrawOrder.First, 3));

    [Fact]
    public void From_Random_IsAShuffleOfWhichSmallerBatchesAreTheBegin()
    {
        var all = From(DrawOrder.Random, 60);
        Assert.Equal(Enumerable.Range(0, 60), all.Order());
        Assert.NotEqual(Enumerable.Range(0, 60), all);
        Assert.Equal(all[..10], From(DrawOrder.Random, 10));
        Assert.Equal((int)new RandomStream("data:shuffle").Below(0, 60), all[0]);
    }

    [Fact]
    public void From_RandomOfAnotherSeed_IsAnother() =>
        Assert.NotEqual(From(DrawOrder.Random, 60), From(DrawOrder.Random, 60, seed: 1));

    [Fact]
    public void From_Balanced_TakesTheFirstOfEachClassOfTheShuffle()
    {
        var shuffle = From(DrawOrder.Random, 60);
        var expected = Enumerable.Range(0, 3)
            .SelectMany(label => shuffle.Where(position => Classes[position] == label).Take(4));
        Assert.Equal(expected, From(DrawOrder.Balanced, 12));
    }

    [Fact]
    public void From_TooFew_SaysHowManyThereAre()
    {
        Assert.Contains("'f' has 60 samples, fewer than the 61 wanted", Error(DrawOrder.Random, 61, Classes));
        Assert.Contains("class 2 of 'f' has 0 samples, fewer than the 1", Error(DrawOrder.Balanced, 3, [0, 1, 1, 0]));
    }

    [Fact]
    public void From_BalancedWithoutSense_SaysWhy()
    {
        Assert.Contains("has no labels to balance", Error(DrawOrder.Balanced, 3, null));
        Assert.Contains("each of the 3 classes of 'f', but the batch size is 4", Error(DrawOrder.Balanced, 4, Classes));
    }

    static int[] From(DrawOrder order, int count, long seed = 0) =>
        new SampleDraw(order, count, seed).From(60, Classes, 3, "'f'");

    static string Error(DrawOrder order, int count, long[]? labels) => Assert.Throws<DataException>(
        () => new SampleDraw(order, count, 0).From(labels?.Length ?? 60, labels, 3, "'f'")).Message;
}
