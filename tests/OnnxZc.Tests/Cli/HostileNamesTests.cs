using System.Globalization;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Cli;

public sealed class HostileNamesTests : IDisposable
{
    readonly TempFolder _folder = new();

    public static TheoryData<string, string> Commands()
    {
        string[] commands = ["score -f table --explain", "score -f json", "score -f jsonl", "score -f csv",
            "score -f markdown", "doctor", "doctor -f json"];
        var rows = new TheoryData<string, string>();
        foreach (string name in Hostile.Names)
        {
            foreach (var command in commands.Where(_ => name.Length < 1000))
                rows.Add(command, name);
        }

        return rows;
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Output_OfAModelWithAHostileName_HasNothingThatActs(string command, string name)
    {
        // What UTF-8 cannot hold cannot be in a model.
        if (name.Any(char.IsSurrogate))
            return;
        AssertQuiet(command, _folder.Write("model.onnx", BadModels.Named(name)));
    }

    [Theory]
    [InlineData("score -f table --explain")]
    [InlineData("score -f jsonl")]
    [InlineData("score -f csv")]
    [InlineData("score -f markdown")]
    [InlineData("doctor")]
    [InlineData("doctor -f json")]
    public void Output_OfAFileWithAHostileName_HasNothingThatActs(string command)
    {
        string[] names = ["\n::error::x", "\e[31m'\"`|", "\u202Exnno", new('n', 250)];
        foreach (var name in names)
        {
            AssertQuiet(command, _folder.Write($"{name}.onnx", BadModels.Named("plain")));
            AssertQuiet(command, _folder.Write($"{name}.onnx", [0]));
        }
    }

    static void AssertQuiet(string command, string path)
    {
        string[] proxies = command[0] == 's' ? ["-p", "params,flops"] : [];
        var session = RealSession.Run([.. command.Split(' '), path, .. proxies]);
        Assert.NotEqual(5, session.Code);
        foreach (var line in (session.Out + session.Error).Split('\n').Select(line => line.TrimEnd('\r')))
        {
            Assert.DoesNotContain(line, Acts);
            Assert.False(line.TrimStart() is ['=' or '@' or '+', ..] or [':', ':', ..] or ['#', '#', ..], line);
        }

        if (command.Contains("markdown", StringComparison.Ordinal))
            Assert.DoesNotContain("<script", session.Out, StringComparison.Ordinal);
    }

    static bool Acts(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
