using OnnxZc.Cli;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli;

public sealed class ModelFilesTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly List<string> _warnings = [];

    public ModelFilesTests()
    {
        string[] names =
            ["b.onnx", "a.onnx", "sub/c.ONNX", "sub/deep/d.onnx", "sub/notes.txt", ".hidden/h.onnx", "we[i]rd.onnx"];
        foreach (var name in names)
            _folder.Write(name, []);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_Folder_GivesAllModelsBelowInOrder() =>
        Assert.Equal(
            [".hidden/h.onnx", "a.onnx", "b.onnx", "sub/c.ONNX", "sub/deep/d.onnx", "we[i]rd.onnx"],
            Find(_folder.Root));

    [Theory]
    [InlineData("*.onnx", "a.onnx", "b.onnx", "we[i]rd.onnx")]
    [InlineData("[ab].onnx", "a.onnx", "b.onnx")]
    [InlineData("[!a].onnx", "b.onnx")]
    [InlineData("?.onnx", "a.onnx", "b.onnx")]
    [InlineData("**/*.onnx", "a.onnx", "b.onnx", "sub/deep/d.onnx", "we[i]rd.onnx")]
    [InlineData("sub/**", "sub/c.ONNX", "sub/deep/d.onnx", "sub/notes.txt")]
    [InlineData("s*/*/d.onnx", "sub/deep/d.onnx")]
    [InlineData(".hidden/*", ".hidden/h.onnx")]
    [InlineData("we[i]rd.onnx", "we[i]rd.onnx")]
    public void Find_Glob_MatchesAsShellsDo(string pattern, params string[] expected) =>
        Assert.Equal(expected, Find(_folder.PathOf(pattern)));

    [Fact]
    public void Find_List_IsReadLineByLine()
    {
        File.WriteAllText(
            _folder.PathOf("list.txt"),
            $"# models\n{_folder.PathOf("b.onnx")}\r\n\n  {_folder.PathOf("sub")}  \nmissing.onnx\n");
        Assert.Equal(
            [_folder.PathOf("b.onnx"), _folder.PathOf("sub/c.ONNX"), _folder.PathOf("sub/deep/d.onnx"), "missing.onnx"],
            Files("").Find([$"@{_folder.PathOf("list.txt")}"]));
    }

    [Fact]
    public void Find_Dash_ReadsTheListFromStdin() =>
        Assert.Equal(["x.onnx", "y.onnx"], Files("x.onnx\ny.onnx\n").Find(["-"]));

    [Fact]
    public void Find_NamedTwice_IsThereOnce() => Assert.Equal(["x", "y"], Files("").Find(["x", "y", "x"]));

    [Fact]
    public void Find_NothingMatches_Warns()
    {
        Assert.Empty(Find(_folder.PathOf("*.zip")));
        Assert.Contains("no files match", Assert.Single(_warnings));
    }

    [Fact]
    public void Find_LinkToAParentFolder_EndsNowhere()
    {
        Directory.CreateSymbolicLink(_folder.PathOf("sub/loop"), _folder.Root);
        Assert.Equal(6, Find(_folder.Root).Length);
        Assert.Equal(4, Find(_folder.PathOf("**/*.onnx")).Length);
    }

    [Theory]
    [InlineData("a*b*c", "axxbxxc", true)]
    [InlineData("a*b*c", "axxbxx", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[]]", "]", true)]
    [InlineData("[!]a]", "b", true)]
    [InlineData("[a", "[a", true)]
    [InlineData("", "", true)]
    public void Matches_Pattern_IsShellLike(string pattern, string name, bool expected) =>
        Assert.Equal(expected, GlobPattern.Matches(pattern, name));

    string[] Find(string name) => [.. Files("").Find([name]).Select(path => Path.GetRelativePath(_folder.Root, path))];

    ModelFiles Files(string input) => new(new StringReader(input), _warnings.Add);
}
