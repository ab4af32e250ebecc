using OnnxZc.Store;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Reports;
using OnnxZc.Tests.Store;

namespace OnnxZc.Tests.Cli.Rankings;

public sealed class ReportCommandTests
{
    [Fact]
    public void Report_ByVote_VotesFromTheScoresThatTheStoreHas()
    {
        using var folder = new TempFolder();
        var path = folder.PathOf("s.db");
        using (var store = ScoreStore.Open(path))
        {
            for (var i = 1; i <= 3; i++)
            {
                store.Write(Stored.Card(
                    $"net{i}.onnx", Cards.Value("snip", i), Cards.Value("synflow", i), Cards.Value("jacob_cov", -i)));
            }
        }

        string[] args = ["report", path, "--proxies", "snip", "--by", "vote", "-f", "csv"];
        var session = RealSession.Run(args);
        Assert.True(session.Code == 0, session.Error);
        // Two of the three prefer the larger number.
        Assert.Equal(
            ["net3.onnx", "net2.onnx", "net1.onnx"],
            session.Out.Split('\n')[1..4].Select(line => line.Split(',')[3]));
    }
}
