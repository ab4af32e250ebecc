using System.Globalization;
using System.Text.RegularExpressions;

namespace OnnxZc.Tests.House;

/// <summary>What the README shows is what happens.</summary>
public sealed partial class ReadMeTests
{
    static readonly string Example = Path.Combine(Checkout.Root, "tests", "OnnxZc.Tests", "House", "ReadMeExample.cs");

    static readonly string ReadMe = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));

    [Fact]
    public void Example_OfTheReadMe_IsTheCodeThatRunsHere()
    {
        var body = Body().Match(File.ReadAllText(Example)).Groups[1].Value;
        var code = string.Join('\n', body.Split('\n').Select(line => line.Length > 8 ? line[8..] : line)).Trim()
            .Replace("Score(model)", "Score(\"models/resnet20.onnx\")", StringComparison.Ordinal)
            .Replace("output.", "Console.", StringComparison.Ordinal);
        Assert.Contains(code, Block("csharp"), StringComparison.Ordinal);
    }

    [Fact]
    public void Example_OfTheReadMe_PrintsWhatTheReadMeSays()
    {
        var printed = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        ReadMeExample.Run(Path.Combine(Checkout.Root, "models", "resnet20.onnx"), printed);
        var expected = Lines(Block("text"));
        var actual = Lines(printed.ToString());
        Assert.Equal(expected.Select(line => line.Name), actual.Select(line => line.Name));
        Assert.All(
            expected.Zip(actual),
            pair => Assert.Equal(pair.First.Value, pair.Second.Value, 1e-3 * pair.First.Value));
    }

    [Fact]
    public void ProxyTable_OfTheReadMe_NamesEveryProxyAndAlias() => Assert.All(
        OnnxZc.Proxies.ProxyCatalog.All.SelectMany(proxy => proxy.Aliases.Prepend(proxy.Name))
            .Concat(OnnxZc.Ranking.SetProxyCatalog.All.SelectMany(proxy => proxy.Aliases.Prepend(proxy.Name))),
        name => Assert.Contains($"`{name}`", ReadMe, StringComparison.Ordinal));

    [Fact]
    public void Links_OfTheReadMe_LeadToFiles() => Assert.All(
        Link().Matches(ReadMe).Select(match => match.Groups[1].Value),
        target => Assert.True(File.Exists(Path.Combine(Checkout.Root, target)), target));

    static (string Name, double Value)[] Lines(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": "))
            .Select(parts => (parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture))),
    ];

    static string Block(string language) =>
        Regex.Match(ReadMe, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex(@"// The README shows this:\n(.*?)\n    }", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();
}
