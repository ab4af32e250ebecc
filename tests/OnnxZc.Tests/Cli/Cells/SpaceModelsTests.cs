using System.Text;
using System.Text.Json;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli.Cells;

/// <summary>Networks of search spaces on the command line, where files are named otherwise.</summary>
[Collection(AloneCollection.Name)]
public sealed class SpaceModelsTests : IDisposable
{
    const string Small = "nb201[cells=1,channels=4,input-size=8]";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_NetworkWithoutAFile_EqualsItsExportedFile()
    {
        var path = _folder.PathOf("a.onnx");
        var export = RealSession.Run(
            "cells", "export", "nb201", "--index", "4421", "-o", path, "--cells", "1", "--channels", "4",
            "--input-size", "8");
        Assert.Equal((0, ""), (export.Code, export.Error));
        var scored = RealSession.Run(
            "score", path, $"{Small}:4421", "--proxies", "params,flops,snip,nwot", "--format", "json", "--quiet");
        Assert.Equal(0, scored.Code);
        var (file, memory) = (scored.Cards[0], scored.Cards[1]);
        Assert.Equal($"{Small}:4421", memory.GetProperty("model").GetString());
        Assert.Equal(RealSession.Values(file), RealSession.Values(memory));
        Assert.Equal(file.GetProperty("graphHash").GetString(), memory.GetProperty("graphHash").GetString());
        Assert.Equal(file.GetProperty("fingerprint").GetString(), memory.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public void Score_InAWorker_GivesTheSame()
    {
        string[] args = ["score", $"{Small}:77", "--proxies", "snip", "--format", "json", "--quiet"];
        var (here, there) = (RealSession.Run(args), RealSession.Run(RealSession.Isolated, args));
        Assert.Equal((0, 0), (here.Code, there.Code));
        Assert.Equal(RealSession.Values(here.Cards[0]), RealSession.Values(there.Cards[0]));
    }

    [Fact]
    public void Rank_AgainstPublishedAccuracies_TakesStoredScoresTheSecondTime()
    {
        _folder.Write(
            "nb201_accuracies.csv", Encoding.UTF8.GetBytes("arch_index,c10_test_200ep\n0,10\n1,20\n2,30\n3,40\n"));
        string[] args =
        [
            "rank", $"{Small}:0..3", "--truth", "nb201:cifar10/test", "--benchmark-dir", _folder.Root, "--proxies",
            "nwot", "--store", _folder.PathOf("scores.db"), "--format", "json",
        ];
        var (first, second) = (RealSession.Run(args), RealSession.Run(args));
        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.DoesNotContain("were known", first.Error, StringComparison.Ordinal);
        Assert.Contains("4 of 4 models were known", second.Error, StringComparison.Ordinal);
        Assert.All([first, second], session =>
        {
            var truth = session.Json.GetProperty("evaluation").GetProperty("truth");
            Assert.Equal("nb201 cifar10/test", truth.GetProperty("name").GetString());
            Assert.Equal(4, truth.GetProperty("models").GetInt32());
        });
    }

    [Fact]
    public void Rank_OtherSettings_AreOtherModels()
    {
        string[] Args(string settings) =>
        [
            "rank", $"nb201[cells=1,channels=4,input-size=8{settings}]:0..1", "--proxies", "params",
            "--store", _folder.PathOf("scores.db"), "--format", "csv",
        ];
        RealSession.Run(Args(""));
        Assert.DoesNotContain("were known", RealSession.Run(Args(",classes=20")).Error, StringComparison.Ordinal);
        Assert.Contains("2 of 2 models were known", RealSession.Run(Args("")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_ListsOfNetworks_AreTakenFromFilesAndStdin()
    {
        var session = new Session { Input = "nb201:3..4\n# a comment\nnb201:3\n" };
        session.Run("score", "-", "nb201:sample(1,seed=0)", "--quiet");
        Assert.Equal(["nb201:3", "nb201:4", "nb201:sample(1,seed=0)"], session.Scored);
    }

    [Theory]
    [InlineData("nb201:20000", "from 0 to 15624")]
    [InlineData("nb201:|none~0|", "is no cell of nb201")]
    [InlineData("nb201[input-size=5]:1", "no multiple of 4")]
    [InlineData("nb201[colour=5]:1", "no setting 'colour=5'")]
    public void Score_WrongNetwork_IsAWrongUse(string model, string reason)
    {
        var session = new Session();
        Assert.Equal(2, session.Run("score", model));
        Assert.Contains(reason, session.Error, StringComparison.Ordinal);
        Assert.Empty(session.Scored);
    }

    [Fact]
    public void List_AsJson_TellsWhatASpaceHas()
    {
        var session = new Session();
        Assert.Equal(0, session.Run("cells", "list", "--format", "json"));
        var space = JsonDocument.Parse(session.Out).RootElement.GetProperty("spaces").EnumerateArray()
            .Single(item => item.GetProperty("name").GetString() == "nb201");
        Assert.Equal(15_625, space.GetProperty("architectures").GetInt64());
        Assert.Equal(
            "form=official,classes=10,input-size=32,channels=16,cells=5", space.GetProperty("settings").GetString());
        Assert.Equal("string", space.GetProperty("encodings")[0].GetString());
    }

    [Fact]
    public void Help_OfVerbsThatOtherCommandsHaveToo_ShowsTheirOwnExamples()
    {
        var (cells, store) = (new Session(), new Session());
        cells.Run("cells", "export", "--help");
        store.Run("store", "export", "--help");
        Assert.Contains("onnxzc cells export nb201 --all", cells.Out, StringComparison.Ordinal);
        Assert.Contains("onnxzc store export scores.db", store.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("onnxzc store", cells.Out, StringComparison.Ordinal);
    }
}
