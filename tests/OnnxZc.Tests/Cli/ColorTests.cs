namespace OnnxZc.Tests.Cli;

public sealed class ColorTests
{
    [Theory]
    [InlineData("auto", true, "", true)]
    [InlineData("auto", false, "", false)]
    [InlineData("auto", true, "TERM=dumb", false)]
    [InlineData("auto", true, "NO_COLOR=1", false)]
    [InlineData("auto", true, "NO_COLOR=", true)]
    [InlineData("auto", false, "FORCE_COLOR=1", true)]
    [InlineData("auto", false, "FORCE_COLOR=0", false)]
    [InlineData("auto", false, "CLICOLOR_FORCE=1", true)]
    [InlineData("auto", true, "NO_COLOR=1 FORCE_COLOR=1", false)]
    [InlineData("always", false, "NO_COLOR=1", true)]
    [InlineData("never", true, "FORCE_COLOR=1", false)]
    public void Color_ModeEnvironmentAndTerminal_DecideInThatOrder(
        string mode,
        bool isTerminal,
        string environment,
        bool expected)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var session = new Session { IsTerminal = isTerminal, Environment = variables };
        session.Run("score", "a.onnx", "-q", "--color", mode);
        Assert.Equal(expected, session.Out.Contains("\e[32mok"));
    }

    [Fact]
    public void Color_FileOutput_HasNone()
    {
        var path = Path.GetTempFileName();
        new Session().Run("score", "a.onnx", "--color", "always", "-o", path);
        Assert.DoesNotContain('\e', File.ReadAllText(path));
        File.Delete(path);
    }

    [Theory]
    [InlineData("snp", "snip")]
    [InlineData("SNIP", "snip")]
    [InlineData("fihser", "fisher")]
    [InlineData("nwotrelu", "nwot_relu")]
    [InlineData("zzzz", null)]
    public void NearestName_Typo_FindsWhatWasMeant(string text, string? expected) =>
        Assert.Equal(expected, NearestName.Of(text, ["snip", "fisher", "nwot", "nwot_relu"]));
}
