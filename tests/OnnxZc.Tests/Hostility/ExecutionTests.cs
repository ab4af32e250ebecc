using System.Text.Json;
using Google.Protobuf;
using Onnx;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Cli;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Hostility;

[Collection(AloneCollection.Name)]
public sealed class ExecutionTests : IDisposable
{
    // Division of the smallest integer by -1 traps on some processors, in ONNX Runtime too.
    const string Crash = "smallest integer over -1";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nodes_WithOddSettings_AreExecutedOrRefusedWithoutHarm()
    {
        var settings = OperatorSettingTests.Settings().Concat(ControlSettingTests.Settings()).ToList();
        foreach (var row in settings)
            _folder.Write($"{row[0]}.onnx", ((ModelProto)row[1]).ToByteArray());
        string[] limits = ["--batch-size", "2", "--max-memory", "2G", "--timeout", "60"];
        var session = RealSession.Run(RealSession.Isolated, ["score", _folder.Root, "-f", "json", .. limits]);
        Assert.True(session.Code == 4, session.Error);
        Assert.Equal(settings.Count, session.Cards.Length);
        Assert.DoesNotContain("defect of onnxzc", session.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cards.Where(IsHarmed).Select(NameOf).Except([Crash]));
    }

    static string NameOf(JsonElement card) => Path.GetFileNameWithoutExtension(card.GetProperty("model").GetString()!);

    static bool IsHarmed(JsonElement card)
    {
        var text = card.GetRawText();
        return text.Contains("\"worker-crashed\"", StringComparison.Ordinal)
            || text.Contains("\"timeout\"", StringComparison.Ordinal);
    }
}
