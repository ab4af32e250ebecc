using System.Diagnostics;
using System.Text.Json;
using OnnxZc.Cli.Workers;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli.Workers;

[Collection(AloneCollection.Name)]
public sealed class RealWorkerTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_InAWorker_GivesTheSameBits()
    {
        string[] args =
        [
            "score", Model("mlp.onnx"), Model("resnet20.onnx"), "-f", "json",
            "--batch-size=3", "--seed=-7", "--repeat=2", "--vary=batch",
        ];
        var (here, there) = (RealSession.Run(args), RealSession.Run(RealSession.Isolated, args));
        Assert.True(there.Code == 0, there.Error);
        Assert.Empty(there.Messages);
        Assert.Equal(here.Cards.Select(RealSession.Values), there.Cards.Select(RealSession.Values));
        Assert.Equal(
            here.Cards.Select(card => card.GetProperty("fingerprint").GetString()),
            there.Cards.Select(card => card.GetProperty("fingerprint").GetString()));
        Assert.All(there.Cards, card =>
            Assert.Equal(JsonValueKind.Object, card.GetProperty("trust").GetProperty("parity").ValueKind));
    }

    [Fact]
    public void Score_FromTheGraphAlone_StartsNoWorker()
    {
        var backend = RealSession.Isolated with { Workers = (_, _) => throw new InvalidOperationException() };
        Assert.Equal(0, RealSession.Run(backend, "score", Model("mlp.onnx"), "-p", "params,flops").Code);
    }

    [Theory]
    [InlineData(1L << 34, "failed")]
    [InlineData(1L << 27, "out-of-memory")]
    public void Score_AllocationBomb_IsOneCardAndTheNextIsScored(long repeats, string status)
    {
        var bomb = _folder.Write("bomb.onnx", BadModels.Bomb(repeats));
        string[] limits = ["--batch-size", "2", "--max-memory", "1G"];
        string[] args = ["score", bomb, Model("mlp.onnx"), "-p", "params,snip", "-f", "json"];
        var session = RealSession.Run(RealSession.Isolated, [.. args, .. limits]);
        Assert.True(session.Code == 4, session.Error);
        var snip = session.Cards[0].GetProperty("scores").GetProperty("snip");
        Assert.Equal(status, snip.GetProperty("status").GetString());
        Assert.Equal("ok", session.Cards[1].GetProperty("status").GetString());
    }

    [Fact]
    public void Score_LessMemoryThanTheProgramItselfTakes_IsOutOfMemory()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var program = WorkerProgram.Of([]);
        var start = new ProcessStartInfo(program.File, program.Arguments.SkipLast(1))
        {
            RedirectStandardOutput = true,
            ArgumentList = { "score", Model("mlp.onnx"), "-p", "params,snip", "-f", "json", "--max-memory", "1M" },
        };
        using var process = Process.Start(start)!;
        var json = JsonDocument.Parse(process.StandardOutput.ReadToEnd()).RootElement;
        process.WaitForExit();
        var card = Assert.Single(json.GetProperty("cards").EnumerateArray());
        var snip = card.GetProperty("scores").GetProperty("snip");
        Assert.Equal((2, "out-of-memory"), (process.ExitCode, snip.GetProperty("status").GetString()));
    }

    [Fact]
    public void Score_NoTime_IsATimeout()
    {
        var session = RealSession.Run(
            RealSession.Isolated, "score", Model("mlp.onnx"), "-p", "snip", "--timeout", "0.001", "-f", "json");
        Assert.Equal(2, session.Code);
        Assert.Contains("snip timeout: it took more than 0.001 seconds", Assert.Single(session.Messages));
    }

    [Fact]
    public void Worker_Started_HasLimitsAndLeavesNoCoreFile()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var worker = new Worker(WorkerProgram.Of(["--max-memory=2G"]));
        var patience = new WorkerPatience(TimeSpan.FromMinutes(1), long.MaxValue, () => false);
        var answer = worker.Ask("""{"Model":"none.onnx","Proxies":["params"]}""", patience);
        Assert.Contains("FileNotFound", answer.Text, StringComparison.Ordinal);
        var limits = File.ReadAllText($"/proc/{worker.Id}/limits");
        Assert.DoesNotMatch(@"Max address space +unlimited", limits);
        Assert.Matches(@"Max core file size +0 +0", limits);
    }

    static string Model(string name) => RealSession.Model(name);
}
