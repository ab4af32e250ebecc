using System.Text.Json;
using OnnxZc.Reports.Checking;
using OnnxZc.Tests.Reports.Checking;

namespace OnnxZc.Tests.Checks.Sample;

/// <summary>The sample repository under continuous integration: the findings of every commit, exactly.</summary>
public sealed class SampleRepositoryTests(SampleRepository repository) : IClassFixture<SampleRepository>
{
    static readonly Dictionary<string, string[]> Expected = new()
    {
        ["good"] = [],
        ["grows"] = ["changed-model warn zoo/a.onnx", "max-params error zoo/a.onnx"],
        ["falls"] = ["changed-model warn zoo/b.onnx", "score-regression error zoo/b.onnx"],
        ["loses"] = ["changed-model warn zoo/b.onnx", "interface-changed error zoo/b.onnx"],
        // Weights that cannot be read may be anything: the rules about them do not pass.
        ["escapes"] =
        [
            "all-zero-weights warn zoo/c.onnx", "external-data error zoo/c.onnx", "nan-inf-weights error zoo/c.onnx",
            "readable error zoo/c.onnx",
        ],
        ["pointer"] = ["lfs-pointer error zoo/a.onnx"],
        ["waived"] = ["max-file-size waived zoo/a.onnx", "max-file-size waived zoo/b.onnx"],
        ["expires"] =
        [
            "expired-waiver error ", "max-file-size error zoo/a.onnx", "max-file-size error zoo/b.onnx",
        ],
    };

    public static TheoryData<string> Commits => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Commits))]
    public void Check_CommitOfTheSample_FindsExactlyWhatIsWrongInEveryForm(string commit)
    {
        var formats = CheckFormatCatalog.All.Select(format => $"{format.Name}=out.{format.Name}");
        var (code, _, folder) = repository.Check(commit, $"--format {string.Join(',', formats)}");
        string Written(string format) => File.ReadAllText(Path.Combine(folder, $"out.{format}"));

        Assert.Equal(Expected[commit], Findings(Written("json")));
        Assert.Equal(Expected[commit].Any(finding => finding.Contains(" error ")) ? 1 : 0, code);
        var told = Expected[commit].Select(finding => string.Join(' ', finding.Split(' ')[..2])).Distinct();
        Assert.All(CheckFormatCatalog.All, format => Assert.Equal(
            told.Where(text => format.Name is not ("github" or "gitlab") || !text.EndsWith("waived")),
            CheckReaders.Read(format.Name, Written(format.Name)).Select(one => $"{one.Rule} {one.Level}").Distinct()
                .Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Check_ChangedSinceTheCommitBefore_LooksAtThatModelAlone()
    {
        var (code, output, _) = repository.Check("falls", "--changed-since good --format json");
        Assert.Equal(1, code);
        Assert.Equal(["zoo/b.onnx"], JsonDocument.Parse(output).RootElement.GetProperty("models").EnumerateArray()
            .Select(model => model.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData("grows")]
    [InlineData("loses")]
    [InlineData("pointer")]
    public void Check_StaticOnly_FindsTheSameWhereNoScoreIsAsked(string commit)
    {
        var (code, output, _) = repository.Check(commit, "--static-only --format json");
        Assert.Equal(1, code);
        Assert.Equal(Expected[commit], Findings(output));
    }

    static string[] Findings(string json) =>
    [
        .. JsonDocument.Parse(json).RootElement.GetProperty("results").EnumerateArray()
            .Where(result => result.GetProperty("status").GetString() is "violated" or "waived")
            .Select(result => $"{result.GetProperty("rule")} {Level(result)} {result.GetProperty("model")}")
            .Order(StringComparer.Ordinal),
    ];

    static string Level(JsonElement result) => result.GetProperty("status").GetString() == "waived"
        ? "waived"
        : result.GetProperty("level").GetString()!;
}
