using OnnxZc.Checks;

namespace OnnxZc.Tests.Reports.Checking;

public sealed class CheckGitHubTests
{
    [Fact]
    public void Write_ThirtyThousandViolations_AnnotatesTenOfALevelTheWorstFirstAndCountsTheRest()
    {
        var report = CheckReports.Many(300, 100);
        var commands = Commands(CheckReports.Text("github", report));
        Assert.Equal(10, commands.Count(command => command.Name == "error"));
        Assert.Equal(10, commands.Count(command => command.Name == "warning"));
        Assert.All(
            commands.Where(command => command.Name == "error"),
            command => Assert.Equal("zoo/00298.onnx", command.Properties["file"]));
        var rest = Assert.Single(commands, command => command.Name == "notice");
        Assert.StartsWith("and 14990 more errors and 14990 more warnings", rest.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a%0A::set-output name=x::y")]
    [InlineData("a,line=9::b")]
    [InlineData("a\n::error::b")]
    [InlineData("a\r::add-mask::b")]
    public void Write_NameThatImitatesACommand_IsOneAnnotationOfThatName(string name)
    {
        var report = CheckReports.Of([CheckReports.Violated("a", RuleLevel.Error, name, $"{name} is wrong")]);
        var command = Assert.Single(Commands(CheckReports.Text("github", report)));
        var shown = name.Replace("\n", "\\u{a}").Replace("\r", "\\u{d}");
        Assert.Equal(("error", shown, "1"), (command.Name, command.Properties["file"], command.Properties["line"]));
        Assert.StartsWith($"{shown} is wrong", command.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_RuleThatCouldNotBeLookedAt_IsAnError() => Assert.Contains(
        "took over 60 s",
        Assert.Single(Commands(CheckReports.Text("github", CheckReports.Named("incident")))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Write_PlaceInThePolicy_IsAnnotatedThere()
    {
        var command = Assert.Single(Commands(CheckReports.Text("github", CheckReports.Named("repository"))));
        Assert.Equal(("onnxzc.yaml", "7"), (command.Properties["file"], command.Properties["line"]));
    }

    static (string Name, Dictionary<string, string> Properties, string Message)[] Commands(string text) =>
        [.. text.Split('\n').Select(CheckReaders.Command).Where(command => command is not null).Select(c => c!.Value)];
}
