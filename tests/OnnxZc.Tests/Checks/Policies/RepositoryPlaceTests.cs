using OnnxZc.Checks.Policies;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Policies;

public sealed class RepositoryPlaceTests
{
    [Fact]
    public void Of_PolicyAboveTheFolder_IsFoundUpToTheRoot()
    {
        using var folder = Repository("repo/onnxzc.yaml", "repo/.git/HEAD", "repo/a/b/x.onnx", "onnxzc.yaml");
        var place = RepositoryPlace.Of(folder.PathOf("repo/a/b"), null);
        Assert.Equal(folder.PathOf("repo"), place.Root);
        Assert.Equal("onnxzc.yaml", place.PolicyPath);
        Assert.Equal("onnxzc.lock.json", place.LockPath);
    }

    [Fact]
    public void Of_PolicyAboveTheRoot_IsNotOfThisRepository()
    {
        using var folder = Repository("onnxzc.yaml", "repo/.git/HEAD", "repo/a/x.onnx");
        var place = RepositoryPlace.Of(folder.PathOf("repo/a"), null);
        Assert.Null(place.PolicyFile);
        Assert.Equal(folder.PathOf("repo"), place.Root);
        Assert.Equal(folder.PathOf("repo"), place.Folder);
    }

    [Fact]
    public void Of_PolicyInAFolderOfTheRoot_HasItsLockBesideIt()
    {
        using var folder = Repository(".git", "models/onnxzc.yaml");
        var place = RepositoryPlace.Of(folder.Root, folder.PathOf("models/onnxzc.yaml"));
        Assert.Equal(folder.Root, place.Root);
        Assert.Equal("models/onnxzc.yaml", place.PolicyPath);
        Assert.Equal("models/onnxzc.lock.json", place.LockPath);
        Assert.Equal("models/", new Policy(place.PolicyPath).Base);
    }

    [Fact]
    public void Of_NoGit_TakesThePolicysFolderForTheRoot()
    {
        using var folder = Repository("p/policy.yaml");
        Assert.Equal(folder.PathOf("p"), RepositoryPlace.Of(folder.Root, folder.PathOf("p/policy.yaml")).Root);
    }

    [Fact]
    public void PathOf_FileOutsideOfTheRoot_StaysAbsolute()
    {
        using var folder = Repository("p/policy.yaml", "other/a.onnx");
        var place = RepositoryPlace.Of(folder.Root, folder.PathOf("p/policy.yaml"));
        Assert.Equal(folder.PathOf("other/a.onnx"), place.PathOf(folder.PathOf("other/a.onnx")));
        Assert.Equal("..a/b", place.PathOf(folder.PathOf("p/..a/b")));
    }

    [Fact]
    public void ModelSelection_GlobsOfAPolicyInAFolder_AreRelativeToIt()
    {
        using var folder = Repository(
            ".git", "m/onnxzc.yaml", "m/a.onnx", "m/old/b.onnx", "m/old/c.onnx", "m/.hidden/d.onnx", "a.onnx");
        var place = RepositoryPlace.Of(folder.Root, folder.PathOf("m/onnxzc.yaml"));
        var policy = new Policy("m/onnxzc.yaml")
        {
            Models = [new("**/*.onnx", null), new("!old/c*", null), new("new/*.onnx", new("m/onnxzc.yaml", 3, 5))],
        };
        var selection = ModelSelection.Of(policy, place);
        Assert.Equal(["m/a.onnx", "m/old/b.onnx"], selection.Paths);
        Assert.Equal(("new/*.onnx", 3), (Assert.Single(selection.Empty).Text, selection.Empty[0].Place!.Line));
    }

    [Fact]
    public void ModelSelection_FolderNamedLikeAGlob_IsTakenByItsName()
    {
        using var folder = Repository("[a]*/onnxzc.yaml", "[a]*/x.onnx", "a1/y.onnx");
        var place = RepositoryPlace.Of(folder.Root, folder.PathOf("[a]*/onnxzc.yaml"));
        Assert.Equal(["x.onnx"], ModelSelection.Of(new("onnxzc.yaml"), place).Paths);
    }

    [Theory]
    [InlineData("*.onnx")]
    [InlineData("**/*.onnx")]
    [InlineData("a/**")]
    [InlineData("**")]
    [InlineData("a/**/b/*.onnx")]
    [InlineData("**/b/**/*.onnx")]
    [InlineData("[ab]/?.onnx")]
    [InlineData("[!a]/*.onnx")]
    [InlineData("a/x.onnx")]
    [InlineData(".h/*")]
    [InlineData("**/.h/*")]
    public void MatchesPath_AnyPattern_IsTrueOfTheFilesThatItFinds(string pattern)
    {
        string[] files =
        [
            "x.onnx", ".x.onnx", "a/x.onnx", "a/b/x.onnx", "a/b/c/x.onnx", "a/b/c/.y.onnx", "b/x.onnx", "b/xy.onnx",
            ".h/x.onnx", "a/.h/x.onnx", "c/b/d/e/z.onnx", "a/readme",
        ];
        using var folder = Repository(files);
        var found = GlobPattern.Files(pattern, folder.Root).Select(path => Path.GetRelativePath(folder.Root, path));
        Assert.Equal(found.Order(), files.Where(file => GlobPattern.MatchesPath(pattern, file)).Order());
        Assert.NotEmpty(found);
    }

    [Fact]
    public void Matches_PatternOfManyStars_TakesNoTimeToFail() =>
        Assert.False(GlobPattern.Matches(string.Concat(Enumerable.Repeat("*a", 60)) + "b", new string('a', 250)));

    static TempFolder Repository(params string[] files)
    {
        var folder = new TempFolder();
        foreach (var file in files)
            folder.Write(file, []);
        return folder;
    }
}
