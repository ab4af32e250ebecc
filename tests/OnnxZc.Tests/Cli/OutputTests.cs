using OnnxZc.Cli;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli;

public sealed class OutputTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Output_File_ReplacesStdoutInTheFormatOfItsExtension()
    {
        var session = new Session();
        var path = _folder.PathOf("scores.json");
        Assert.Equal(0, session.Run("score", "a.onnx", "--output", path));
        Assert.Empty(session.Out);
        Assert.StartsWith("{", File.ReadAllText(path));
        Assert.Equal(["scores.json"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void Output_FormatAndFile_IsWrittenBesidesStdout()
    {
        var session = new Session();
        var (csv, markdown) = ($"csv={_folder.PathOf("a")}", $"markdown={_folder.PathOf("b")}");
        session.Run("score", "a.onnx", "-p", "snip", "-o", csv, "-o", markdown);
        Assert.Contains("a.onnx  ok", session.Out);
        Assert.StartsWith("model,status", File.ReadAllText(_folder.PathOf("a")));
        Assert.StartsWith("| model", File.ReadAllText(_folder.PathOf("b")));
    }

    [Fact]
    public void Output_FormatGiven_HoldsForThePlainFile()
    {
        new Session().Run("score", "a.onnx", "-f", "csv", "-o", _folder.PathOf("a.txt"));
        Assert.StartsWith("model,status", File.ReadAllText(_folder.PathOf("a.txt")));
    }

    [Fact]
    public void Output_NoSuchFolder_IsToldBeforeAnythingIsScored()
    {
        var session = new Session();
        Assert.Equal(2, session.Run("score", "a.onnx", "-o", _folder.PathOf("none/a.json")));
        Assert.Empty(session.Scored);
        var folder = _folder.PathOf("none");
        Assert.Contains($"cannot be written: there is no folder '{folder}'; make it, or name another", session.Error);
    }

    [Fact]
    public void Output_Folder_IsRefused()
    {
        var session = new Session();
        Assert.Equal(2, session.Run("score", "a.onnx", "-o", _folder.Root));
        Assert.Contains("is a folder", session.Error);
    }

    [Fact]
    public void Output_NoPermission_IsToldBeforeAnythingIsScored()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            return;
        var folder = Directory.CreateDirectory(_folder.PathOf("locked")).FullName;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var session = new Session();
            Assert.Equal(2, session.Run("score", "a.onnx", "-o", Path.Combine(folder, "a.json")));
            Assert.Empty(session.Scored);
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Output_SecondFileImpossible_LeavesNoTraceOfTheFirst()
    {
        new Session().Run("score", "a.onnx", "-o", _folder.PathOf("a.json"), "-o", _folder.PathOf("none/b.json"));
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Output_ExistingFile_IsReplacedWholeAndOnlyAtTheEnd()
    {
        var path = _folder.Write("a.csv", "old"u8.ToArray());
        var during = "";
        var session = new Session
        {
            Scorer = (options, model) =>
            {
                during = File.ReadAllText(path);
                return Session.CardOf(options, model);
            },
        };
        session.Run("score", "a.onnx", "-o", path);
        Assert.Equal("old", during);
        Assert.StartsWith("model,", File.ReadAllText(path));
    }

    [Fact]
    public void Output_Link_KeepsBeingALink()
    {
        var target = _folder.Write("target.csv", "old"u8.ToArray());
        File.CreateSymbolicLink(_folder.PathOf("link.csv"), target);
        new Session().Run("score", "a.onnx", "-o", _folder.PathOf("link.csv"));
        Assert.NotNull(new FileInfo(_folder.PathOf("link.csv")).LinkTarget);
        Assert.StartsWith("model,", File.ReadAllText(target));
    }

    [Fact]
    public void Output_Device_IsWrittenToAndStays()
    {
        Assert.Equal(0, new Session().Run("score", "a.onnx", "-o", "/dev/null"));
        Assert.True(File.Exists("/dev/null"));
        using var file = OutputFile.Open("/dev/null");
        file.Writer.Write("x");
        file.Commit();
    }
}
