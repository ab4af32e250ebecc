using OnnxZc.Data;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Proxies.Contract;

/// <summary>Noise with one number in place of its first, and labels.</summary>
/// <param name="first">That number; null for none.</param>
/// <param name="labels">The class of each sample; null for none.</param>
sealed class SpoiledBatches(float? first, Func<int, long>? labels) : IBatchSource
{
    public string Fingerprint => "spoiled";

    public bool IsSeeded => true;

    public Batch Read(BatchRequest request)
    {
        var batch = new GaussianBatches().Read(request);
        var (name, data) = Assert.Single(batch.Inputs);
        var values = data.Span<float>().ToArray();
        values[0] = first ?? values[0];
        return new(
            new Dictionary<string, TensorData> { [name] = TensorData.Of<float>(values, [.. data.Shape]) },
            labels is null ? null : [.. Enumerable.Range(0, (int)data.Shape[0]).Select(labels)]);
    }
}
