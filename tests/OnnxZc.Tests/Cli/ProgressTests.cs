namespace OnnxZc.Tests.Cli;

public sealed class ProgressTests
{
    [Fact]
    public void Progress_Terminal_RedrawsOneLineAndTakesItAway()
    {
        var session = new Session { IsTerminal = true, Clock = new SteppingClock(TimeSpan.FromSeconds(1)) };
        session.Run("score", "a.onnx", "b.onnx", "-p", "snip");
        Assert.StartsWith("\r\e[K0/2 models · a.onnx\r\e[K1/2 models · ", session.Error);
        Assert.EndsWith(" s left · b.onnx\r\e[K", session.Error);
        Assert.DoesNotContain('\n', session.Error);
    }

    [Fact]
    public void Progress_NoTerminal_IsALineNowAndThen()
    {
        var slow = new Session { Clock = new SteppingClock(TimeSpan.FromSeconds(2)) };
        slow.Run("score", "a", "b", "c", "d", "e", "-p", "snip");
        Assert.InRange(slow.Error.Count(c => c == '\n'), 1, 4);
        Assert.DoesNotContain('\e', slow.Error);
        var fast = new Session { Clock = new SteppingClock(TimeSpan.FromMilliseconds(1)) };
        fast.Run("score", "a", "b", "c", "-p", "snip");
        Assert.Empty(fast.Error);
    }

    [Fact]
    public void Progress_Quiet_IsSilent()
    {
        var session = new Session { IsTerminal = true, Clock = new SteppingClock(TimeSpan.FromSeconds(9)) };
        session.Run("score", "a", "b", "-q");
        Assert.Empty(session.Error);
    }

    sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += step.Ticks;
    }
}
