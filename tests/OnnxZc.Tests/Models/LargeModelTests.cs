using System.Globalization;
using Google.Protobuf;
using Onnx;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Models;

/// <summary>Weights of 3 GB beside the model: only with ONNXZC_FULL=1, on Linux, where memory allows it.</summary>
[Collection(AloneCollection.Name)]
public sealed class LargeModelTests : IDisposable
{
    const int Layers = 12;
    const long Width = 8192;
    const long WeightBytes = Layers * Width * Width * sizeof(float);

    readonly TempFolder _folder = new();

    static bool IsWanted => Environment.GetEnvironmentVariable("ONNXZC_FULL") == "1" && OperatingSystem.IsLinux()
        && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > 2 * WeightBytes;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Import_ThreeGigabytesOfExternalData_TakesAtMostAThirdMore()
    {
        if (!IsWanted)
            return;
        var path = Write();
        var before = ProcessMemory.Resident;
        File.WriteAllText("/proc/self/clear_refs", "5");

        var card = new Scorer(new ScoreOptions { Proxies = ["params", "flops"] }).Score(path);

        Assert.Equal([Layers * Width * Width, Layers * Width * Width], card.Scores.Select(score => score.Value!.Value));
        Assert.NotNull(card.GraphHash);
        Assert.InRange((ProcessMemory.Peak - before) * (1 << 20) / WeightBytes, 0, 1.3);
    }

    // The data file has holes instead of zeros: it takes no room on the disk.
    string Write()
    {
        using (var data = File.Create(_folder.PathOf("weights.bin")))
            data.SetLength(WeightBytes);
        var model = Protos.Model(model =>
        {
            model.Graph.Node.Clear();
            model.Graph.Initializer.Clear();
            model.Graph.Input[0] = Protos.Value("x0", 1, 1, Width);
            model.Graph.Output[0] = Protos.Value($"x{Layers}", 1, 1, Width);
            for (var i = 0; i < Layers; i++)
            {
                model.Graph.Node.Add(Protos.Node("MatMul", [$"x{i}", $"w{i}"], $"x{i + 1}"));
                model.Graph.Initializer.Add(Weight(i));
            }
        });
        return _folder.Write("model.onnx", model.ToByteArray());
    }

    static TensorProto Weight(int index) => Protos.Tensor($"w{index}", 1, [Width, Width], tensor =>
    {
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "weights.bin" });
        tensor.ExternalData.Add(new StringStringEntryProto
        {
            Key = "offset",
            Value = (index * Width * Width * sizeof(float)).ToString(CultureInfo.InvariantCulture),
        });
    });
}
