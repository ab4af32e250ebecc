using OnnxZc.Data.Images;

namespace OnnxZc.Tests.Data.Images;

public sealed class BilinearResizeTests
{
    [Fact]
    public void Resize_ToHalf_WeighsByTheTriangle()
    {
        // Weights 1, 3, 3, 1 of 8 within the row; 3, 3, 1 of 7 and their mirror at its ends.
        var image = new Pixels(1, 1, 6, [0, 80, 160, 40, 200, 120]);
        double[] exact =
        [
            ((3 * 0) + (3 * 80) + 160) / 7.0,
            (80 + (3 * 160) + (3 * 40) + 200) / 8.0,
            (40 + (3 * 200) + (3 * 120)) / 7.0,
        ];
        Assert.Equal(exact.Select(value => (byte)Math.Round(value)), BilinearResize.Resize(image, 1, 3).Bytes);
    }

    [Fact]
    public void Resize_ToDouble_Interpolates()
    {
        var image = new Pixels(1, 2, 1, [0, 100]);
        Assert.Equal([0, 25, 75, 100], BilinearResize.Resize(image, 4, 1).Bytes);
    }

    [Fact]
    public void Resize_ToTheSameSize_ChangesNothing()
    {
        byte[] bytes = [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 10))];
        Assert.Equal(bytes, BilinearResize.Resize(new(2, 3, 4, bytes), 3, 4).Bytes);
    }

    [Theory]
    [InlineData(20, 30, 8, 8, 12)]
    [InlineData(30, 20, 8, 12, 8)]
    [InlineData(18, 31, 8, 8, 13)]
    [InlineData(8, 8, 256, 256, 256)]
    public void ShorterSide_AnyForm_KeepsTheRatioRoundedDown(int height, int width, int side, int rows, int columns)
    {
        var resized = BilinearResize.ShorterSide(new(3, height, width, new byte[3 * height * width]), side, "a");
        Assert.Equal((rows, columns), (resized.Height, resized.Width));
    }

    [Fact]
    public void Resize_Constant_StaysConstant() => Assert.All(
        BilinearResize.Resize(new(1, 37, 91, [.. Enumerable.Repeat((byte)255, 37 * 91)]), 23, 29).Bytes,
        value => Assert.Equal(255, value));
}
