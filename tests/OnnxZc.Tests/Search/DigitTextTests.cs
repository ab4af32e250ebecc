using OnnxZc.Search.Building;

namespace OnnxZc.Tests.Search;

public sealed class DigitTextTests
{
    [Theory]
    [InlineData("1   0  2")]
    [InlineData("  ( 1 , 0,2 , )  ")]
    [InlineData("[1 - 0 - 2]\n")]
    public void Read_OfNumbersSetApart_IsThem(string text) => Assert.Equal([1, 0, 2], DigitText.Read(text)!);

    // As many columns as once-for-all has numbers.
    [Fact]
    public async Task Read_OfPaddedColumnsThatEndOtherwise_IsNothingAndSoon()
    {
        var text = string.Concat(Enumerable.Repeat("1   ", 45)) + "x";
        Assert.Null(await Task.Run(() => DigitText.Read(text)).WaitAsync(TimeSpan.FromSeconds(20)));
    }
}
