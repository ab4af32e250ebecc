using System.Text.RegularExpressions;

namespace OnnxZc.Tests.Ci;

/// <summary>Every command of docs/ci.md is run, in the order and with the result that stands there.</summary>
public sealed partial class CiGuideTests : IDisposable
{
    static readonly string Guide = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "ci.md"));

    readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Commands_OfTheGuide_DoWhatItSays()
    {
        var said = "";
        var blocks = Block().Matches(Guide).Select(match => (Kind: match.Groups[1].Value, Text: match.Groups[2].Value));
        var (session, commands) = ("", 0);
        foreach (var (kind, text) in blocks)
        {
            if (kind == "text")
            {
                Assert.All(Lines(text), line => Assert.Contains(line, said, StringComparison.Ordinal));
                continue;
            }

            var expected = ExitsWith().Match(text) is { Success: true } match ? int.Parse(match.Groups[1].Value) : 0;
            var (code, output, error) = _shell.Run(session + text);
            Assert.True(code == expected, $"{text}\nexited with {code}\n{output}{error}");
            said = output;
            session = Session(session + text, _shell);
            commands += Lines(text).Length;
        }

        Assert.InRange(commands, 15, 100);
    }

    [Fact]
    public void Policy_OfTheGuide_IsOne()
    {
        File.WriteAllText(_shell.In("onnxzc.yaml"), Policy().Match(Guide).Groups[1].Value);
        var shown = _shell.Do("onnxzc config show --origin");
        Assert.Matches("proxies +synflow, ?nwot +onnxzc.yaml:3", shown);
    }

    [Fact]
    public void Inputs_OfTheAction_AreAllInTheGuide() => Assert.All(
        new CompositeAction(Path.Combine(Checkout.Root, "action.yml")).Inputs,
        input => Assert.Contains($"| `{input}` |", Guide, StringComparison.Ordinal));

    [Fact]
    public void Formats_ThatThereAre_AreAllInTheGuide() => Assert.All(
        OnnxZc.Reports.Checking.CheckFormatCatalog.All,
        format => Assert.Contains($"| `{format.Name}` |", Guide, StringComparison.Ordinal));

    // Blocks follow each other in one terminal: where it is and what it exported holds for the next.
    static string Session(string script, Shell shell)
    {
        var exports = Export().Matches(script).Select(match => match.Value + "\n");
        var folder = Directory.Exists(shell.In("shop")) ? $"cd '{shell.In("shop")}'\n" : "";
        return folder + string.Concat(exports.Distinct());
    }

    static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^```(sh|text)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^```yaml\n(models: \[.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Policy();

    [GeneratedRegex(@"# exits with (\d+)$", RegexOptions.Multiline)]
    private static partial Regex ExitsWith();

    [GeneratedRegex("^export .*$", RegexOptions.Multiline)]
    private static partial Regex Export();
}
