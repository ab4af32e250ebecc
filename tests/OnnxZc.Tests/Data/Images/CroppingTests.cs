using OnnxZc.Data;
using OnnxZc.Data.Images;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Data.Images;

public sealed class CroppingTests
{
    static readonly Pixels Image = new(2, 4, 4, [.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    [Fact]
    public void Cut_CropFlip_IsTheWindowThatTheStreamNames()
    {
        var stream = new RandomStream("data:augment", 5);
        var crop = new Cropping(new(4, 4), Augmentation.CropFlip, Border: 2, Seed: 5);
        for (var place = 0; place < 200; place++)
        {
            var cut = crop.Cut(Image, place);
            var top = stream.Below(3 * place, 5) - 2;
            var left = stream.Below((3 * place) + 1, 5) - 2;
            var flip = stream.Sign((3 * place) + 2) < 0;
            for (var i = 0; i < 32; i++)
            {
                var (y, x) = ((i / 4 % 4) + top, (flip ? 3 - (i % 4) : i % 4) + left);
                var inside = y is >= 0 and < 4 && x is >= 0 and < 4;
                Assert.Equal(inside ? Image.Bytes[(i / 16 * 16) + (y * 4) + x] : 0, cut.Bytes[i]);
            }
        }
    }

    [Fact]
    public void Cut_CropFlip_ReachesEveryPlaceAndBothSides()
    {
        var crop = new Cropping(new(4, 4), Augmentation.CropFlip, Border: 2, Seed: 0);
        var cuts = Enumerable.Range(0, 2000).Select(place => Convert.ToHexString(crop.Cut(Image, place).Bytes));
        Assert.Equal(50, cuts.Distinct().Count());
    }

    [Fact]
    public void Cut_NoBorder_OnlyFlips()
    {
        var crop = new Cropping(new(4, 4), Augmentation.CropFlip, Border: 0, Seed: 0);
        byte[] flipped = [.. Image.Bytes.Chunk(4).SelectMany(row => row.Reverse())];
        var flips = Enumerable.Range(0, 100).Count(place =>
        {
            var cut = crop.Cut(Image, place).Bytes;
            Assert.True(cut.SequenceEqual(Image.Bytes) || cut.SequenceEqual(flipped));
            return cut.SequenceEqual(flipped);
        });
        Assert.InRange(flips, 30, 70);
    }

    [Theory]
    [InlineData(2, 2, 1, 1)]
    [InlineData(1, 3, 2, 0)]
    [InlineData(3, 1, 0, 2)]
    public void Cut_None_TakesTheCentreAsTorchvisionDoes(int height, int width, int top, int left)
    {
        var cut = new Cropping(new(height, width), Augmentation.None, Border: 2, Seed: 0).Cut(Image, 0);
        Assert.Equal(Image.Bytes[(top * 4) + left], cut.Bytes[0]);
        Assert.Equal(Image.Bytes[^(((3 - (top + height - 1)) * 4) + 4 - (left + width - 1))], cut.Bytes[^1]);
    }
}
