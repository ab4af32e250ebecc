using System.Text.RegularExpressions;

namespace OnnxZc.Tests.House;

/// <summary>The rules of the house that a machine can check.</summary>
public sealed partial class SourceTests
{
    const int MaxFileLines = 400;
    const int MaxMethodLines = 60;
    const int MaxLineLength = 120;
    const int MaxFilesInFolder = 35;

    static readonly string[] EmptyNames = ["Util", "Utils", "Helper", "Helpers", "Manager", "Common", "Misc"];

    static IEnumerable<string> Sources(params string[] tops) => tops
        .Select(top => Path.Combine(Checkout.Root, top))
        .Where(Directory.Exists)
        .SelectMany(top => Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories))
        .Where(path => !Segments(path).Any(segment => segment is "obj" or "bin" or "node_modules"));

    // The bindings keep the names of the official packages.
    static bool IsBinding(string path) => Segments(path) is ["src", "Bindings", ..];

    static string[] Segments(string path) =>
        Path.GetRelativePath(Checkout.Root, path).Split(Path.DirectorySeparatorChar);

    [Fact]
    public void SourceFile_Any_HasAtMost400Lines() =>
        AssertNone(Sources("src", "tests", "tools").Where(path => File.ReadLines(path).Count() > MaxFileLines));

    [Fact]
    public void Method_OfSrc_HasAtMost60Lines() =>
        AssertNone(Sources("src").SelectMany(path => MemberBody().Matches(File.ReadAllText(path))
            .Where(body => body.Value.Count('\n') > MaxMethodLines)
            .Select(body => $"{path}: {body.Groups[1].Value.Trim()}")));

    [Fact]
    public void SourceLine_Any_HasAtMost120Columns() =>
        AssertNone(Sources("src", "tests", "tools").SelectMany(path => File.ReadLines(path)
            .Select((line, number) => (line, number))
            .Where(item => item.line.Length > MaxLineLength)
            .Select(item => $"{path}:{item.number + 1}")));

    [Fact]
    public void Folder_Any_HasAtMost35Files() =>
        AssertNone(Sources("src").GroupBy(Path.GetDirectoryName)
            .Where(folder => folder.Count() > MaxFilesInFolder)
            .Select(folder => $"{folder.Key}: {folder.Count()} files"));

    [Fact]
    public void Folder_Any_IsAtMostFourBelowSrc() =>
        AssertNone(Sources("src").Where(path => Segments(path).Length - 2 > 4));

    [Fact]
    public void TypeName_Any_SaysWhatItIs() =>
        AssertNone(Sources("src", "tests", "tools").Where(path => !IsBinding(path)).Where(path =>
            EmptyNames.Any(name => Path.GetFileNameWithoutExtension(path).EndsWith(name, StringComparison.Ordinal))));

    [Fact]
    public void Source_Any_HasNoRegions() =>
        AssertNone(Sources("src", "tests", "tools").Where(path => Region().IsMatch(File.ReadAllText(path))));

    [Fact]
    public void Comments_OfTheLibrary_AreAtMostFivePercentOfItsLines()
    {
        var lines = Sources("src").SelectMany(File.ReadLines).Select(line => line.TrimStart()).ToArray();
        var comments = lines.Count(line => line.StartsWith("//", StringComparison.Ordinal)
            && !line.StartsWith("///", StringComparison.Ordinal));
        Assert.InRange(comments / (double)lines.Length, 0, 0.05);
    }

    [Fact]
    public void Library_Source_WritesToNoConsole() =>
        AssertNone(Sources(Path.Combine("src", "OnnxZc"))
            .Where(path => ConsoleUse().IsMatch(File.ReadAllText(path))));

    [Fact]
    public void Change_Unfinished_IsNotCommitted() =>
        AssertNone(Sources("src", "tools").Where(path => Unfinished().IsMatch(File.ReadAllText(path))));

    static void AssertNone(IEnumerable<string> offenders) =>
        Assert.Empty(offenders.Select(path => Path.GetRelativePath(Checkout.Root, path)));

    // Below a declaration that is no type or namespace, from brace to brace at the same indentation.
    [GeneratedRegex(
        @"^(?!.*\b(?:class|struct|interface|record|enum|namespace)\b)(.+)\n( {4,})\{\n(?:(?!\2\}).*\n)*\2\}",
        RegexOptions.Multiline)]
    private static partial Regex MemberBody();

    [GeneratedRegex(@"^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\bConsole\s*\.")]
    private static partial Regex ConsoleUse();

    [GeneratedRegex("TODO|FIXME|HACK|NotImplementedException")]
    private static partial Regex Unfinished();
}
