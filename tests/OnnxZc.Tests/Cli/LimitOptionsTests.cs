using OnnxZc.Cli;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Cli;

public sealed class LimitOptionsTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("100B", 100)]
    [InlineData("512M", 512L << 20)]
    [InlineData("1.5GiB", 3L << 29)]
    [InlineData("2t", 2L << 40)]
    public void ByteSize_OfText_IsInPowersOf1024(string text, long bytes) =>
        Assert.Equal(bytes, ByteSize.Parse("--x", text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1G")]
    [InlineData("M")]
    [InlineData("1e9")]
    [InlineData("9999999T")]
    [InlineData("NaN")]
    public void ByteSize_OfNoSize_IsRefused(string text) =>
        Assert.Contains(
            "--x takes a size such as 512M or 2G",
            Assert.Throws<UsageException>(() => ByteSize.Parse("--x", text)).Message);

    [Theory]
    [InlineData(1, "1 bytes")]
    [InlineData(3L << 29, "1.5 GiB")]
    [InlineData(64 << 20, "64 MiB")]
    public void ByteSize_ForPeople_HasAUnit(long bytes, string text) => Assert.Equal(text, ByteSize.Text(bytes));

    [Fact]
    public void Score_Limits_ReachTheReader()
    {
        var session = new Session();
        session.Run("score", "a.onnx", "--max-model-size", "5M", "--external-data", "strict");
        Assert.Equal(5L << 20, session.Options!.Limits.MaxModelBytes);
        Assert.Equal(ExternalDataMode.Strict, session.Options.Limits.ExternalData);
        session.Run("score", "a.onnx");
        Assert.Equal(ReadLimits.Default, session.Options.Limits);
    }

    [Theory]
    [InlineData("--timeout", "0", "--timeout takes a number of seconds")]
    [InlineData("--timeout", "1h", "--timeout takes a number of seconds")]
    [InlineData("--max-memory", "lots", "--max-memory takes a size such as 512M or 2G, not 'lots'")]
    [InlineData("--max-model-size", "0", "--max-model-size takes a size")]
    [InlineData("--external-data", "on", "--external-data takes strict, cache or off, not 'on'")]
    public void Score_WrongLimit_IsUsage(string option, string value, string message)
    {
        var session = new Session();
        Assert.Equal(2, session.Run("score", "a.onnx", option, value));
        Assert.Contains(message, session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_StaticScorerThatHangs_IsATimeout()
    {
        using var never = new ManualResetEventSlim();
        var session = new Session
        {
            Scorer = (options, model) =>
            {
                if (model.StartsWith("hang", StringComparison.Ordinal))
                    never.Wait();
                return Session.CardOf(options, model);
            },
        };
        Assert.Equal(4, session.Run("score", "hang.onnx", "a.onnx", "-p", "params", "--timeout", "0.2"));
        Assert.Contains("hang.onnx: params timeout: it took more than 0.2 seconds", session.Error);
        never.Set();
    }
}
