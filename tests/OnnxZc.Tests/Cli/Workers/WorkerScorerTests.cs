using System.Text.Json;
using OnnxZc.Cli;
using OnnxZc.Cli.Workers;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Proxies;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Reports;
using OnnxZc.Tests.Reports.Layers;

namespace OnnxZc.Tests.Cli.Workers;

/// <summary>Shell scripts stand in for workers, which die as real ones do.</summary>
public sealed class WorkerScorerTests : IDisposable
{
    // Answers a good card, unless the name of the model or the proxies asked for say otherwise.
    const string Script = """
        answered=0
        while read -r line; do
          case "$line" in
            *'["params"]'*) printf "%s\n" "$STATIC" ;;
            *segv*) kill -SEGV $$ ;;
            *words*) echo last words >&2; exit 3 ;;
            *bomb*) echo 'terminate called: std::bad_alloc' >&2; kill -ABRT $$ ;;
            *killed*) kill -KILL $$ ;;
            *stopped*) kill -TERM $$ ;;
            *once*) if mkdir "$PLACE/once" 2>/dev/null; then kill -TERM $$; fi; printf "%s\n" "$CARD" ;;
            *hang*) exec sleep 100 ;;
            *eats*) exec tail /dev/zero ;;
            *weak*) if [ $answered -gt 0 ]; then kill -SEGV $$; fi; printf "%s\n" "$CARD" ;;
            *data*) echo '{"DataError":"no such data"}' ;;
            *bug*) printf '%s\n' '{"Defect":"X: y\n at Z"}' ;;
            *) printf "%s\n" "$CARD" ;;
          esac
          answered=1
        done
        """;

    static readonly string[] Proxies = ["params", "snip"];

    readonly StringWriter _error = new() { NewLine = "\n" };

    readonly TempFolder _folder = new();

    int? _signal;

    bool _finishesModels;

    static bool HasShell => OperatingSystem.IsLinux() && File.Exists("/bin/sh");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("segv", ScoreStatus.Failed, "the worker process crashed (SIGSEGV)")]
    [InlineData("words", ScoreStatus.Failed, "ended with code 3 without an answer")]
    [InlineData("bomb", ScoreStatus.OutOfMemory, "crashed (SIGABRT): it took more than 64 MiB of memory")]
    [InlineData("killed", ScoreStatus.OutOfMemory, "the system ended the worker process (SIGKILL)")]
    [InlineData("eats", ScoreStatus.OutOfMemory, "it took more than 64 MiB of memory; use a smaller --batch-size")]
    public void Score_WorkerThatDies_IsOneCardWithTheReason(string model, ScoreStatus status, string reason)
    {
        if (!HasShell)
            return;
        using var scorer = Scorer();
        Assert.Equal(CardStatus.Ok, scorer.Score("good")!.Status);
        var card = scorer.Score(model)!;
        Assert.Equal((model, CardStatus.Partial), (card.Model, card.Status));
        Assert.Equal((272.0, status), (card.Scores[0].Value, card.Scores[1].Status));
        Assert.Contains(reason, card.Scores[1].Reason, StringComparison.Ordinal);
        Assert.Equal(status == ScoreStatus.Failed ? ModelErrorCode.WorkerCrashed : null, card.Error?.Code);
        Assert.Equal(CardStatus.Ok, scorer.Score("good")!.Status);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void Score_WorkerThatHangs_IsEndedAfterTheTime()
    {
        if (!HasShell)
            return;
        using var scorer = Scorer(TimeSpan.FromSeconds(0.5));
        var card = scorer.Score("hang")!;
        Assert.Equal(ScoreStatus.Timeout, card.Scores[1].Status);
        Assert.Equal("it took more than 0.5 seconds; give it more by --timeout", card.Scores[1].Reason);
    }

    [Fact]
    public void Score_WorkerSpoiltByAnEarlierModel_IsTriedAgainInAFreshOne()
    {
        if (!HasShell)
            return;
        using var scorer = Scorer();
        scorer.Score("good");
        Assert.Equal(CardStatus.Ok, scorer.Score("weak")!.Status);
    }

    [Fact]
    public void Score_StopWanted_EndsTheWorkerAtOnce()
    {
        if (!HasShell)
            return;
        using var scorer = Scorer();
        _signal = 2;
        Assert.Null(scorer.Score("hang"));
    }

    [Fact]
    public void Score_StopWantedAfterTheModelAtWork_FinishesIt()
    {
        if (!HasShell)
            return;
        (_signal, _finishesModels) = (2, true);
        using var scorer = Scorer();
        Assert.Equal(CardStatus.Ok, scorer.Score("good")!.Status);
    }

    [Fact]
    public void Score_StopThatEndsTheWorkerToo_IsNoFailureOfTheModel()
    {
        if (!HasShell)
            return;
        (_signal, _finishesModels) = (2, true);
        using var scorer = Scorer();
        Assert.Null(scorer.Score("stopped"));
    }

    [Fact]
    public void Score_WorkerThatIsAskedToStop_IsTriedAgainInAFreshOne()
    {
        if (!HasShell)
            return;
        using var scorer = Scorer();
        Assert.Equal(CardStatus.Ok, scorer.Score("once")!.Status);
        Assert.Contains("was asked to stop (SIGTERM)", scorer.Score("stopped")!.Scores[1].Reason);
    }

    [Fact]
    public void Score_DataOrDefect_IsThrownAsInOneProcess()
    {
        if (!HasShell)
            return;
        using var scorer = Scorer();
        Assert.Equal("no such data", Assert.Throws<DataException>(() => scorer.Score("data")).Message);
        var defect = Assert.Throws<WorkerDefectException>(() => scorer.Score("bug"));
        Assert.Equal(("X: y", "X: y\n at Z"), (defect.Message, defect.ToString()));
    }

    [Fact]
    public void Score_Verbose_TellsTheLastWordsOfTheDead()
    {
        if (!HasShell)
            return;
        using var scorer = Scorer(isVerbose: true);
        scorer.Score("words");
        Assert.Contains("onnxzc: worker: last words\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_OfACard_KeepsEveryBit()
    {
        double[] values = [0.1, -0.0, double.Epsilon, 1.7976931348623157e308, Math.PI];
        var repeated = Cards.Repeated("plain", 0, 1 / 3.0);
        var card = Cards.Of("a", [.. values.Select(value => Cards.Value("snip", value)), repeated]) with
        {
            Trust = Cards.Trust with { Parity = new(double.NaN, double.PositiveInfinity) },
            Error = new(ModelErrorCode.ShapeMismatch, "line\u2028\"x\"", "n\0", "Conv-11"),
            Plan = ["a pass"],
        };
        var line = JsonSerializer.Serialize(new(card), WorkerJson.Default.WorkerReply);
        var back = JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerReply)!.Card!;
        Assert.DoesNotContain('\n', line);
        Assert.Equal(
            values.Select(BitConverter.DoubleToInt64Bits),
            back.Scores.SkipLast(1).Select(score => BitConverter.DoubleToInt64Bits(score.Value!.Value)));
        Assert.Equal(repeated, back.Scores[^1]);
        Assert.Equal(card.Trust.Parity, back.Trust!.Parity);
        Assert.Equal((card.Error, card.FileHash, "a pass"), (back.Error, back.FileHash, Assert.Single(back.Plan)));
    }

    [Fact]
    public void Json_OfACardWithLayers_KeepsTerms()
    {
        var line = Line(LayeredCards.Card);
        var back = JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerReply)!.Card!;
        Assert.Equal(LayeredCards.Card.Layers!.Select(layer => layer.Node), back.Layers!.Select(layer => layer.Node));
        Assert.Equal([8, 3, 3, 3], back.Layers![0].Shape!);
        Assert.Equal([4, null, 1.5], back.Scores[0].Terms!.Values);
        Assert.Equal(LayerReduction.Logarithm, back.Scores[1].Terms!.Reduction);
        Assert.Equal("it is whole", back.Scores[2].Terms!.Reason);
    }

    WorkerScorer Scorer(TimeSpan? time = null, bool isVerbose = false)
    {
        var card = Cards.Of("?", [Cards.Value("params", 272), Cards.Value("snip", 1.5)]);
        string[] settings = [$"CARD={Line(card)}", $"STATIC={Line(card with { Scores = [card.Scores[0]] })}"];
        settings = [.. settings, $"PLACE={_folder.Root}"];
        return new(new("env", [.. settings, "sh", "-c", Script]), Request(time, isVerbose), Terminal());
    }

    static string Line(ScoreCard card) => JsonSerializer.Serialize(new(card), WorkerJson.Default.WorkerReply);

    static ScoreRequest Request(TimeSpan? time, bool isVerbose) => new()
    {
        Models = [],
        Options = new() { Proxies = Proxies },
        Budget = new(time ?? TimeSpan.FromMinutes(1), 64 << 20),
        IsVerbose = isVerbose,
    };

    Terminal Terminal() => new()
    {
        Out = TextWriter.Null,
        Error = _error,
        Signal = () => _signal,
        FinishesModels = _finishesModels,
    };
}
