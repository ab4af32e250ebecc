using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Tests.Graphs.Counting;

/// <summary>Counts against those of the authors' own code, where the shared files are at hand.</summary>
public sealed class ReferenceCountTests
{
    // Per token of vit_tiny's 17: the four linear layers with biases; then two products of 2 heads of 16.
    const double VitLinear = (32 * 96) + 96 + (32 * 32) + 32 + (32 * 64) + 64 + (64 * 32) + 32;
    const double VitBlock = (17 * VitLinear) + (2 * 2 * 17 * 17 * 16);
    const double VitTiny = (16 * ((3 * 8 * 8 * 32) + 32)) + (2 * VitBlock) + (32 * 10) + 10;

    [Theory]
    [InlineData("model.onnx", "expected.json")]
    [InlineData("model_folded.onnx", "expected_folded.json")]
    public void Count_GoldenModels_EqualTheReference(string model, string expected)
    {
        foreach (var path in SharedFiles.Matching("golden", model))
        {
            var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, expected)));
            var proxies = json.RootElement.GetProperty("proxies");
            var macs = proxies.GetProperty("flops_macs").TryGetProperty("value", out var value)
                ? value.GetDouble()
                : VitTiny;
            var counts = Count(path, batch: 1);
            var parameters = proxies.GetProperty("params");
            Assert.Equal(parameters.GetProperty("value").GetDouble(), counts.Parameters);
            Assert.Equal(parameters.GetProperty("conv_linear_weights").GetInt64(), counts.WeightParameters);
            Assert.Equal(macs, counts.Macs, 6);
            Assert.Equal(1, counts.Coverage);
        }
    }

    [Fact]
    public void Count_BatchNormalizationFedByComputedStatistics_EqualsTheTrackedForm()
    {
        foreach (var path in SharedFiles.Matching("golden/nb201_none8", "model_untracked_static.onnx"))
        {
            var tracked = Count(path.Replace("_untracked_static", ""), batch: 1);
            var counts = Count(path, batch: 16);
            Assert.Equal(
                (tracked.Parameters, tracked.WeightParameters, tracked.Macs),
                (counts.Parameters, counts.WeightParameters, counts.Macs));
        }
    }

    [Fact]
    public void Count_ZooModelsInPlainForm_HaveThePublishedParameters()
    {
        foreach (var index in SharedFiles.Matching("zoo", "index.csv"))
        {
            var rows = File.ReadLines(index).Skip(1).Select(line => line.Split(',')).Where(IsPlain).ToList();
            Assert.NotEmpty(rows);
            Assert.All(rows.Where((_, i) => i % 8 == 0), row =>
            {
                var counts = Count(Path.Combine(Path.GetDirectoryName(index)!, row[0]), batch: 1);
                Assert.Equal(long.Parse(row[12], CultureInfo.InvariantCulture), counts.Parameters);
                Assert.Equal(1, counts.Coverage);

                // The index counts Conv and Linear modules without biases; those are below 2 per cent.
                if (long.TryParse(row[16], CultureInfo.InvariantCulture, out var hooked))
                    Assert.InRange(counts.Macs / hooked, 1, 1.02);
            });
        }
    }

    // PyTorch modules and exported nodes are the same in kept form; attention by a function has no module to hook.
    static bool IsPlain(string[] row) => row[8] == "keep-bn"
        && !new[] { "vit", "swin", "swin_v2", "maxvit", "msdnet", "googlenet", "inception_v3", "1bit" }
            .Any(family => row[0].Contains(family, StringComparison.Ordinal));

    static ModelCounts Count(string path, long batch)
    {
        var folded = ConstantFolder.Fold(OnnxReader.Read(path).Graph);
        var shapes = folded.Inputs.ToDictionary(
            input => input.Name,
            input => input.Shape.Select(dimension => dimension.Size ?? batch).ToImmutableArray());
        return MacCounter.Count(folded, ShapeInference.Infer(folded, shapes));
    }
}
