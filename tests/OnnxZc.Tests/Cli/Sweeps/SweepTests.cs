using Microsoft.Data.Sqlite;
using OnnxZc.Cli;
using OnnxZc.Cli.Sweeps;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Proxies;
using OnnxZc.Store;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Cli.Sweeps;

public sealed class SweepTests : IDisposable
{
    static readonly ScoreRequest Request = new() { Models = [], Options = new() { Proxies = ["snip", "params"] } };

    readonly TempFolder _folder = new();
    readonly StringWriter _error = new() { NewLine = "\n" };
    readonly List<string> _asked = [];

    string[] Models => field ??= [.. Enumerable.Range(0, 20).Select(i => _folder.Write($"net{i}.onnx", [(byte)i, 1]))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_SeveralLanes_KeepsTheOrderOfTheModels(int lanes)
    {
        var cards = Sweep(null).Run(Models, lanes);
        Assert.Equal(Models, cards.Select(card => card.Model));
    }

    [Fact]
    public void Run_SecondTime_AsksNoScorerForAnything()
    {
        using (var store = Open())
            Sweep(store).Run(Models, 2);
        Assert.Equal(Models.Length * 2, _asked.Count);
        _asked.Clear();
        using var again = Open();
        var cards = Sweep(again).Run(Models, 2);
        Assert.Empty(_asked);
        Assert.All(cards, card => Assert.Equal([("snip", 1.5), ("params", 7.0)], Values(card)));
        Assert.All(cards, card => Assert.Equal(CardStatus.Ok, card.Status));
    }

    [Fact]
    public void Run_AnotherProxy_ComputesThatAlone()
    {
        using var store = Open();
        Sweep(store).Run(Models[..1], 1);
        _asked.Clear();
        var more = Request with { Options = Request.Options with { Proxies = ["plain", "snip", "params"] } };
        var card = Assert.Single(Sweep(store, more).Run(Models[..1], 1));
        Assert.Equal(["plain"], _asked);
        Assert.Equal([("plain", 3.0), ("snip", 1.5), ("params", 7.0)], Values(card));
    }

    [Fact]
    public void Run_CopyOfAModel_IsReadAndNotScored()
    {
        using var store = Open();
        Sweep(store).Run(Models[..1], 1);
        _asked.Clear();
        // Another file of the same graph and weights, as FakeScorer says.
        var copy = _folder.Write("net0-copy.onnx", [0, 2]);
        Assert.Equal(2, Sweep(store).Run([copy], 1)[0].Scores.Count);
        Assert.Equal(["read"], _asked);
    }

    [Fact]
    public void Run_WithoutLookingUp_ComputesAll()
    {
        using var store = Open();
        Sweep(store).Run(Models[..3], 1);
        _asked.Clear();
        Sweep(store, looksUp: false).Run(Models[..3], 1);
        Assert.Equal(3, _asked.Count(what => what == "snip,params"));
    }

    [Fact]
    public void Run_FileThatChanges_IsScoredAnew()
    {
        using var store = Open();
        Sweep(store).Run(Models[..1], 1);
        _asked.Clear();
        _folder.Write("net0.onnx", [99, 1]);
        Sweep(store).Run(Models[..1], 1);
        Assert.Equal(["read", "snip,params"], _asked);
    }

    [Fact]
    public void Run_StoreThatCannotBeWritten_StopsAndKeepsWhatIsThere()
    {
        Open().Dispose();
        using var other = new SqliteConnection($"Data Source={_folder.PathOf("s.db")};Pooling=False");
        other.Open();
        void Lock(string model)
        {
            if (model == Models[5])
                _ = Command(other, "BEGIN IMMEDIATE").ExecuteNonQuery();
        }

        using (var store = ScoreStore.Open(
            _folder.PathOf("s.db"), new StorePlace { Patience = TimeSpan.FromMilliseconds(50) }))
        {
            var failing = Sweep(store, scorer: () => new FakeScorer(_asked) { OnScore = Lock });
            var cards = failing.Run(Models, 1);
            Assert.Equal(StoreErrorCode.Locked, failing.StoreFailure?.Code);
            Assert.Equal(5, cards.Count);
        }

        _ = Command(other, "ROLLBACK").ExecuteNonQuery();
        using var again = Open();
        Assert.Equal(5, again.Cards().Count());
        Assert.Equal(Models.Length, Sweep(again).Run(Models, 2).Count);
    }

    [Fact]
    public void Run_StopWanted_FinishesWhatIsInFlight()
    {
        var done = 0;
        var sweep = Sweep(null, scorer: () => new FakeScorer(_asked) { OnScore = _ => done++ }, stop: () => done >= 3);
        Assert.Equal(Models[..3], sweep.Run(Models, 1).Select(card => card.Model));
    }

    [Fact]
    public void Run_DefectAndBadData_CostOneCardEach()
    {
        var sweep = Sweep(null, scorer: () => new FakeScorer(_asked)
        {
            OnScore = model => throw (model == Models[0] ? new InvalidOperationException("oh")
                : model == Models[1] ? new DataException("no data") : new NotSupportedException("x")),
        });
        var cards = sweep.Run(Models[..2], 1);
        Assert.True(sweep.HasDefect);
        Assert.Equal(
            [ModelErrorCode.EngineFailure, ModelErrorCode.DataMismatch], cards.Select(card => card.Error!.Code));
    }

    static SqliteCommand Command(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    static IEnumerable<(string, double)> Values(ScoreCard card) =>
        card.Scores.Select(score => (score.Proxy, score.Value!.Value));

    ScoreStore Open() => ScoreStore.Open(_folder.PathOf("s.db"));

    Sweep Sweep(
        ScoreStore? store,
        ScoreRequest? request = null,
        bool looksUp = true,
        Func<IModelScorer>? scorer = null,
        Func<bool>? stop = null)
    {
        request ??= Request;
        var terminal = new Terminal { Out = TextWriter.Null, Error = _error };
        var stored = store is null ? null : new StoredScores(store, request.Options, looksUp);
        return new(
            request,
            (own, model) => stored is null ? own.Score(model, request.Options.Proxies) : stored.Score(own, model),
            scorer ?? (() => new FakeScorer(_asked)),
            new(terminal, Models.Length, 4, isOn: false),
            stop ?? (() => false));
    }

    /// <summary>Knows a graph by the first byte of its file; a score by the proxy's name.</summary>
    sealed class FakeScorer(List<string> asked) : IModelScorer
    {
        public Action<string> OnScore { get; init; } = _ => { };

        public ScoreCard? Read(string model)
        {
            Note("read");
            return Card(model);
        }

        public ScoreCard? Score(string model, IReadOnlyList<string> proxies)
        {
            Note(string.Join(',', proxies));
            OnScore(model);
            return Card(model) with { Scores = [.. proxies.Select(Of)] };
        }

        public ScoringPlan? Plan(string model, IReadOnlyList<string> proxies) => null;

        public void Dispose()
        {
        }

        static Score Of(string proxy) =>
            Cards.Value(proxy, proxy switch { "snip" => 1.5, "params" => 7, _ => 3 }) with
            {
                Version = ProxyCatalog.Find(proxy)!.Version,
            };

        static ScoreCard Card(string model)
        {
            var bytes = File.ReadAllBytes(model);
            return Cards.Of(model) with
            {
                FileHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
                GraphHash = $"graph {bytes[0]}",
                WeightsHash = "weights",
            };
        }

        void Note(string what)
        {
            lock (asked)
                asked.Add(what);
        }
    }
}
