using System.Text.Json;
using OnnxZc.Data;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Proxies;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Cli;

public sealed class ScoreCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_GoodModels_PrintsATableAndExitsWith0()
    {
        var session = new Session();
        Assert.Equal(0, session.Run("score", "a.onnx", "b.onnx", "--proxies", "snip,nwot"));
        Assert.Contains("model   status  snip  nwot", session.Out);
        Assert.Contains("a.onnx  ok       0.5   1.5", session.Out);
        Assert.Empty(session.Error);
    }

    [Fact]
    public void Score_AllProxies_AreThoseOfTheCatalogueInItsOrder()
    {
        var session = new Session();
        session.Run("score", "a.onnx", "-p", "all");
        Assert.Equal(ProxyCatalog.All.Select(proxy => proxy.Name), session.Options!.Proxies);
    }

    [Fact]
    public void Score_NoOptions_AsksForTheDefaultProxiesInTheirOrder()
    {
        var session = new Session();
        session.Run("score", "a.onnx");
        var options = session.Options!;
        Assert.Equal(ProxyCatalog.Default.Select(proxy => proxy.Name), options.Proxies);
        Assert.IsType<GaussianBatches>(options.Data);
        Assert.Null(options.Features);
        Assert.Equal((null, 0L, InitScheme.AsIs, BatchNormMode.Batch, "cpu", 0), (
            options.BatchSize, options.Seed, options.Init, options.BatchNorm, options.Device, options.Threads));
    }

    [Fact]
    public void Score_EveryOption_ReachesTheScorer()
    {
        var session = new Session();
        var code = session.Run(
            "score", "a.onnx", "-p", "naswot,snip", "--proxies", "fisher", "--batch-size", "8", "--seed", "-3",
            "--init", "kaiming", "--bn", "running", "--dtype", "float64", "--device", "cuda:1", "--threads", "2",
            "--dim", "s=128", "--dim", "t=5", "--repeat", "4", "--vary", "init", "--features", "a, b", "--features=c");
        var options = session.Options!;
        Assert.Equal(0, code);
        Assert.Equal(["naswot", "snip", "fisher"], options.Proxies);
        Assert.Equal((8, -3L, InitScheme.Kaiming, BatchNormMode.Running, "cuda:1", 2), (
            options.BatchSize!.Value, options.Seed, options.Init, options.BatchNorm, options.Device, options.Threads));
        Assert.Equal((Precision.Float64, 4, Vary.Init), (options.Precision, options.Repeat, options.Vary));
        Assert.Equal(new Dictionary<string, long> { ["s"] = 128, ["t"] = 5 }, options.Dimensions);
        Assert.Equal(["a", "b", "c"], options.Features);
    }

    [Fact]
    public void Score_OptionsOfTheData_ReachTheSource()
    {
        var session = new Session();
        var path = _folder.Write("a.bin", new byte[3073]);
        session.Run(
            "score", "a.onnx", "-p", "params", "--data", $"cifar10:{path}", "--draw", "balanced", "--normalise", "none",
            "--augment", "crop-flip");
        Assert.EndsWith(";draw=balanced;normalise=none;augment=crop-flip", session.Options!.Data.Fingerprint);
    }

    [Theory]
    [InlineData("noise", "--draw", "random", "'noise' is no data set to draw from: leave out --draw")]
    [InlineData("a.npz", "--normalise", "none", "'a.npz' is no image data set: leave out --normalise and --augment")]
    [InlineData("cifar10:a", "--draw", "last", "--draw takes first, random or balanced, not 'last'")]
    [InlineData("cifar10:a", "--augment", "cut", "--augment takes none or crop-flip, not 'cut'")]
    public void Score_OptionThatTheDataDoesNotTake_IsAUsageError(
        string data, string option, string value, string expected)
    {
        var session = new Session();
        Assert.Equal(2, session.Run("score", "a.onnx", "--data", data, option, value));
        Assert.Contains(expected, session.Error);
    }

    [Fact]
    public void Score_BadModelAmongGoodOnes_CostsOnlyItself()
    {
        var session = new Session();
        Assert.Equal(4, session.Run("score", "a.onnx", "bad.onnx", "c.onnx", "-p", "snip", "--format", "json"));
        var cards = JsonDocument.Parse(session.Out).RootElement.GetProperty("cards");
        var statuses = cards.EnumerateArray().Select(card => card.GetProperty("status").GetString());
        Assert.Equal(["ok", "failed", "ok"], statuses);
        Assert.Equal("onnxzc: bad.onnx: malformed: the file ends early: copy it again\n", session.Error);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("markdown")]
    public void Score_EveryFormat_HasTheSameExitCodes(string format)
    {
        Assert.Equal(0, new Session().Run("score", "a.onnx", "-f", format));
        Assert.Equal(2, new Session().Run("score", "bad.onnx", "-f", format));
        Assert.Equal(4, new Session().Run("score", "a.onnx", "bad.onnx", "-f", format));
        Assert.Equal(4, new Session().Run("score", "half.onnx", "-f", format));
        Assert.Equal(5, new Session().Run("score", "a.onnx", "bug.onnx", "-f", format));
        Assert.Equal(0, new Session().Run("score", "a.onnx", "bad.onnx", "-f", format, "--exit-zero"));
    }

    [Fact]
    public void Score_OnlyModelUnreadable_IsOneLineOnStderr()
    {
        var session = new Session();
        Assert.Equal(2, session.Run("score", "bad.onnx"));
        Assert.Empty(session.Out);
        Assert.Equal("onnxzc: bad.onnx: malformed: the file ends early: copy it again\n", session.Error);
    }

    [Fact]
    public void Score_DefectInOneModel_KeepsTheOthersAndAsksForAReport()
    {
        var session = new Session();
        Assert.Equal(5, session.Run("score", "bug.onnx", "a.onnx", "-p", "snip"));
        Assert.Contains("a.onnx    ok       0.5", session.Out);
        Assert.Contains("please report it (InvalidOperationException: broken; see --verbose)", session.Error);
        Assert.DoesNotContain("   at ", session.Error);
        var verbose = new Session();
        verbose.Run("score", "bug.onnx", "-v");
        Assert.Contains("Session.CardOf", verbose.Error);
    }

    [Fact]
    public void Score_Interrupted_PrintsWhatIsDoneAndExitsWith130()
    {
        var session = new Session();
        session.Signal = () => session.Scored.Count > 0 ? 2 : null;
        Assert.Equal(130, session.Run("score", "a.onnx", "b.onnx", "c.onnx", "-p", "snip"));
        Assert.Equal(["a.onnx"], session.Scored);
        Assert.Contains("1 model: 1 ok", session.Out);
    }

    [Fact]
    public void Score_Terminated_ExitsWith143()
    {
        var session = new Session { Signal = () => 15 };
        Assert.Equal(143, session.Run("score", "a.onnx"));
    }

    [Fact]
    public void Score_FolderWithoutModels_ExitsWith3()
    {
        var session = new Session();
        Assert.Equal(3, session.Run("score", _folder.Root));
        Assert.Equal(
            $"onnxzc: no .onnx files below the folder '{_folder.Root}'; "
                + "name .onnx files, or folders or globs that have some\n",
            session.Error);
        Assert.Equal(3, new Session().Run("score", _folder.PathOf("*.onnx")));
        Assert.Equal(3, new Session().Run("score", "-"));
    }

    [Theory]
    [InlineData("there is no proxy 'snp'; did you mean 'snip'?", "--proxies", "snp")]
    [InlineData("there is no proxy 'voet'; did you mean 'vote'?", "--proxies", "voet")]
    [InlineData("there is no proxy 'naswott'; did you mean 'naswot'?", "--proxies", "snip,naswott")]
    [InlineData("--proxies names none", "--proxies", ",")]
    [InlineData("--features names none", "--features", ",")]
    [InlineData("--init takes as-is, default, kaiming, xavier, normal, orthogonal, default-zero-bias, ", "--init", "x")]
    [InlineData("not 'kaiming-zero-bais'; did you mean 'kaiming-zero-bias'?", "--init", "kaiming-zero-bais")]
    [InlineData("not 'kaimin'; did you mean 'kaiming'?", "--init", "kaimin")]
    [InlineData("--repeat takes a whole number from 1 up, not '0'", "--repeat", "0")]
    [InlineData("--vary takes init, batch or both, not 'x'", "--repeat", "2", "--vary", "x")]
    [InlineData("--vary says what --repeat draws anew: give --repeat R too", "--vary", "batch")]
    [InlineData("--init as-is keeps the file's weights: give --init", "-p", "snip", "--repeat", "2", "--vary", "init")]
    [InlineData("--bn takes batch or running, not 'x'", "--bn", "x")]
    [InlineData("--format takes table, json, jsonl, csv or markdown, not 'jsno'; did you", "--format", "jsno")]
    [InlineData("--color takes auto, always or never, not 'x'", "--color", "x")]
    [InlineData("--batch-size takes a whole number from 1 up, not '0'", "--batch-size", "0")]
    [InlineData("--batch-size takes at most 2147483647", "--batch-size", "2147483648")]
    [InlineData("--threads takes a whole number from 0 up, not '-1'", "--threads", "-1")]
    [InlineData("--seed takes a whole number, not '1.5'", "--seed", "1.5")]
    [InlineData("--device takes cpu, cuda or cuda:N, not 'gpu'", "--device", "gpu")]
    [InlineData("there is no device 'cuda:2' here, only cpu, cuda:0, cuda:1", "--device", "cuda:2")]
    [InlineData("--dim takes NAME=SIZE, such as sequence=128, not '128'", "--dim", "128")]
    [InlineData("--dim s takes a whole number from 1 up, not '0'", "--dim", "s=0")]
    [InlineData("--data", "--data", "x")]
    [InlineData("there is no data file 'none.npz'", "--data", "none.npz")]
    [InlineData("the list of models 'none.txt' cannot be read", "@none.txt")]
    [InlineData("--output takes FILE or FORMAT=FILE", "--output", "json=")]
    [InlineData("there is no option '--proxie'; did you mean '--proxies'?; see", "--proxie", "snip")]
    [InlineData("there is no option '-x'", "-x")]
    [InlineData("Required argument missing for option: '--seed'", "--seed")]
    public void Score_WrongOption_SaysWhatToWriteAndScoresNothing(string expected, params string[] args)
    {
        var session = new Session();
        Assert.Equal(2, session.Run(["score", "a.onnx", .. args]));
        Assert.Contains(expected == "--data" ? "'x' names no data: give noise" : expected, session.Error);
        Assert.Single(session.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(session.Out);
        Assert.Empty(session.Scored);
    }

    [Fact]
    public void Score_DimensionTwice_IsRefused()
    {
        var session = new Session();
        Assert.Equal(2, session.Run("score", "a.onnx", "--dim", "s=1", "--dim", "s=2"));
        Assert.Contains("--dim gives 's' twice", session.Error);
    }

    [Fact]
    public void Score_DashDash_LetsAModelBeginWithADash()
    {
        var session = new Session();
        Assert.Equal(0, session.Run("score", "-p", "snip", "--", "-a.onnx"));
        Assert.Equal(["-a.onnx"], session.Scored);
    }

    [Fact]
    public void Score_Jsonl_WritesEachCardAsSoonAsItIsThere()
    {
        var session = new Session { Signal = () => null };
        var seen = new List<int>();
        session.Signal = () =>
        {
            seen.Add(session.Out.Count(c => c == '\n'));
            return null;
        };
        session.Run("score", "a.onnx", "b.onnx", "-p", "snip", "-f", "jsonl");
        Assert.Equal([0, 1], seen[..2]);
        Assert.Equal(2, session.Out.Count(c => c == '\n'));
    }

    [Fact]
    public void Score_ProxyThatComparesModels_BringsItsMembersAndIsToldInTheEnd()
    {
        Func<ScoreOptions, string, ScoreCard> scorer = (options, model) => Cards.Of(
            model,
            [.. options.Proxies.Where(name => name != "vote").Select(name => Cards.Value(name, model[0] - 'a'))]);
        var seen = new List<int>();
        var session = new Session { Scorer = scorer };
        session.Signal = () =>
        {
            seen.Add(session.Out.Length);
            return null;
        };
        Assert.Equal(0, session.Run("score", "b.onnx", "a.onnx", "c.onnx", "-p", "vote,snip", "-f", "jsonl"));
        Assert.Equal(["vote", "snip", "synflow", "jacob_cov"], session.Options!.Proxies);
        Assert.Equal([0, 0, 0], seen[..3]);
        var cards = session.Out.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement);
        Assert.Equal([1.0, 0, 2], cards.Select(card =>
            card.GetProperty("scores").GetProperty("vote").GetProperty("value").GetDouble()));
    }

    [Fact]
    public void Score_ProxyThatComparesModels_HasNoValueForOneAlone()
    {
        var session = new Session();
        Assert.Equal(0, session.Run("score", "a.onnx", "-p", "vote"));
        Assert.Contains("a.onnx: vote n/a: it compares models with each other", session.Out);
    }

    [Fact]
    public void Score_Explain_GoesWhereItDoesNotDisturb()
    {
        Func<ScoreOptions, string, ScoreCard> scorer = (options, model) =>
            Session.CardOf(options, model) with { Plan = ["graph alone: params"] };
        var table = new Session { Scorer = scorer };
        table.Run("score", "a.onnx", "--explain");
        Assert.Contains("graph alone: params", table.Out);
        var json = new Session { Scorer = scorer };
        json.Run("score", "a.onnx", "--explain", "-f", "json");
        Assert.Contains("graph alone: params", json.Error);
        JsonDocument.Parse(json.Out);
    }
}
