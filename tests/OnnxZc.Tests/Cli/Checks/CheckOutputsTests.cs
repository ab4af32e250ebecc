using OnnxZc.Checks;
using OnnxZc.Cli;
using OnnxZc.Cli.Checks;
using OnnxZc.Reports;
using OnnxZc.Tests.Reports.Checking;

namespace OnnxZc.Tests.Cli.Checks;

public sealed class CheckOutputsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("onnxzc-").FullName;
    readonly StringWriter _out = new() { NewLine = "\n" };
    readonly StringWriter _error = new() { NewLine = "\n" };
    readonly Dictionary<string, string> _environment = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_SeveralForms_FillsTheFilesAndStdout()
    {
        var report = CheckReports.Named("both levels");
        Write(report, $"sarif={In("out.sarif")},junit={In("out.xml")},markdown=-");
        Assert.Equal(CheckReports.Text("sarif", report), File.ReadAllText(In("out.sarif")));
        Assert.Equal(CheckReports.Text("junit", report), File.ReadAllText(In("out.xml")));
        Assert.Equal(CheckReports.Text("markdown", report), _out.ToString());
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Write_OnlyFiles_PutsATableOnStdout()
    {
        var report = CheckReports.Named("both levels");
        Write(report, $"json={In("out.json")}");
        Assert.Equal(CheckReports.Text("table", report), _out.ToString());
    }

    [Theory]
    [InlineData("srif", "did you mean 'sarif'")]
    [InlineData("sarif=", "names no file")]
    [InlineData("json,table", "json and table cannot both go to stdout")]
    [InlineData("json=a.json,junit=./a.json", "json and junit cannot both go to 'a.json'")]
    [InlineData("json=nowhere/a.json", "there is no folder 'nowhere'")]
    [InlineData("", "not ''")]
    public void Open_WrongValue_SaysWhatToWrite(string value, string expected)
    {
        var error = Assert.Throws<UsageException>(() => CheckOutputs.Open([value], Terminal(), Palette.None));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_BeforeAnythingIsWritten_LeavesNoFile()
    {
        CheckOutputs.Open([$"json={In("out.json")}"], Terminal(), Palette.None).Dispose();
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_OnGitHub_AppendsSummaryAndOutputs()
    {
        _environment["GITHUB_STEP_SUMMARY"] = In("summary.md");
        _environment["GITHUB_OUTPUT"] = In("output");
        File.WriteAllText(In("summary.md"), "before\n");
        var report = CheckReports.Named("both levels");
        Write(report, $"sarif={In("a.sarif")},github");
        Assert.Equal("before\n" + CheckReports.Text("markdown", report), File.ReadAllText(In("summary.md")));
        Assert.Equal($"findings=4\nstatus=findings\nreport={In("a.sarif")}\n", File.ReadAllText(In("output")));
    }

    [Fact]
    public void Write_WithoutTheGitHubForm_TouchesNoFileOfGitHub()
    {
        _environment["GITHUB_STEP_SUMMARY"] = In("summary.md");
        Write(CheckReports.Named("both levels"), "json");
        Assert.False(File.Exists(In("summary.md")));
    }

    [Fact]
    public void Write_FileNameWithALineBreakOnGitHub_CannotAddAnOutput()
    {
        _environment["GITHUB_OUTPUT"] = In("output");
        Write(CheckReports.Named("both levels"), $"sarif={In("a\nstatus=ok")},github");
        var lines = File.ReadAllLines(In("output"));
        Assert.Equal(["findings=4", "status=findings"], lines[..2]);
        Assert.StartsWith("report<<", lines[2], StringComparison.Ordinal);
        Assert.Equal(lines[2]["report<<".Length..], lines[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900_000)]
    [InlineData(1_048_570)]
    public void Write_ManyFindingsOnGitHub_KeepsTheSummaryBelowAMebibyte(int there)
    {
        _environment["GITHUB_STEP_SUMMARY"] = In("summary.md");
        File.WriteAllText(In("summary.md"), new string('x', there));
        Write(CheckReports.Many(300, 100), "github");
        Assert.InRange(new FileInfo(In("summary.md")).Length, there, (1024 * 1024) - 1);
    }

    [Fact]
    public void Write_SummaryThatCannotBeWritten_IsAComplaintAndNoFailure()
    {
        _environment["GITHUB_STEP_SUMMARY"] = Path.Combine(_folder, "nowhere", "summary.md");
        Write(CheckReports.Named("both levels"), "github");
        Assert.Contains("GITHUB_STEP_SUMMARY", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("::error file=", _out.ToString(), StringComparison.Ordinal);
    }

    string In(string name) => Path.Combine(_folder, name);

    void Write(CheckReport report, params string[] formats)
    {
        using var outputs = CheckOutputs.Open(formats, Terminal(), Palette.None);
        outputs.Write(report);
    }

    Terminal Terminal() => new()
    {
        Out = _out,
        Error = _error,
        Environment = name => _environment.GetValueOrDefault(name),
    };
}
