using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Passes;

namespace OnnxZc.Tests.Passes;

/// <summary>What each kind of input feeds to the runs of a pass.</summary>
public sealed class PassInputTests
{
    const int Samples = 6;
    const int Seed = 7;

    static readonly float[] Values = [.. Enumerable.Range(0, Samples * 12).Select(i => (float)i)];

    static readonly Batch Images = new(
        new Dictionary<string, TensorData> { ["x"] = TensorData.Of<float>(Values, Samples, 3, 2, 2) },
        [0, 1, 2, 3, 4, 5]);

    [Fact]
    public void Runs_Batch_IsTheBatch() => Assert.Same(Images, Assert.Single(Runs(PassInput.Batch)));

    [Theory]
    [InlineData(2, 3)]
    [InlineData(4, 1)]
    public void Runs_Parts_AreConsecutiveSamplesWithTheirLabels(int count, int size)
    {
        var runs = Runs(PassInput.PartsOf(count));
        Assert.Equal(count, runs.Count);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal<long>([size, 3, 2, 2], [.. runs[i].Inputs["x"].Shape]);
            Assert.Equal(Values[(i * size * 12)..((i + 1) * size * 12)], Of(runs[i]));
            Assert.Equal(Enumerable.Range(i * size, size).Select(label => (long)label), runs[i].Labels!);
        }
    }

    [Fact]
    public void Runs_EachSample_IsARunOfOneForEach()
    {
        var runs = Runs(PassInput.EachSample);
        Assert.Equal(Samples, runs.Count);
        Assert.Equal(Values, runs.SelectMany(Of));
        Assert.Equal(Images.Labels, runs.SelectMany(run => run.Labels!));
    }

    [Fact]
    public void Runs_MorePartsThanSamples_AreRefused()
    {
        Assert.Contains("7 parts", Refused(PassInput.PartsOf(7), Graph(), Images));
        var one = Images with
        {
            Inputs = new Dictionary<string, TensorData> { ["x"] = TensorData.Of<float>(Values[..12], 1, 3, 2, 2) },
        };
        Assert.Contains("has 1 samples", Refused(PassInput.PartsOf(2), Graph(), one));
    }

    [Fact]
    public void Runs_Ones_IsOneSampleOfOnes()
    {
        var run = Assert.Single(Runs(PassInput.Ones));
        Assert.Equal<long>([1, 3, 2, 2], [.. run.Inputs["x"].Shape]);
        Assert.All(Of(run), value => Assert.Equal(1, value));
        Assert.Null(run.Labels);
    }

    [Fact]
    public void Runs_Noise_IsItsStream()
    {
        var expected = new float[Values.Length];
        new RandomStream("some", Seed).FillNormal(expected);
        Assert.Equal(expected, Of(Assert.Single(Runs(PassInput.Noise("some")))));
    }

    [Fact]
    public void Runs_NoisePair_DiffersByStrengthTimesTheSecondStream()
    {
        var runs = Runs(PassInput.NoisePair("some", 0.25));
        Assert.Equal(2, runs.Count);
        Assert.Equal(Of(Assert.Single(Runs(PassInput.Noise("some")))), Of(runs[0]));
        var noise = new float[Values.Length];
        new RandomStream("some2", Seed).FillNormal(noise);
        Assert.Equal(Of(runs[0]).Zip(noise, (value, change) => value + (0.25f * change)), Of(runs[1]));
    }

    [Fact]
    public void Runs_NoiseImage_HasItsOwnSize()
    {
        var run = Assert.Single(Runs(PassInput.NoiseImage("some", 5)));
        Assert.Equal<long>([1, 3, 5, 5], [.. run.Inputs["x"].Shape]);
        var expected = new float[75];
        new RandomStream("some", Seed).FillNormal(expected);
        Assert.Equal(expected, Of(run));
    }

    [Fact]
    public void Runs_InputsThatTakeNoNoise_AreRefused()
    {
        var build = new GraphBuilder(17);
        var graph = build.Build(build.Node("Identity", [build.Input("x", ElementType.Int64, null, 4)]));
        var integers = TensorData.Of<long>(new long[8], 2, 4);
        var batch = new Batch(new Dictionary<string, TensorData> { ["x"] = integers }, null);
        Assert.Contains("no input takes floating-point", Refused(PassInput.Noise("some"), graph, batch));

        var flat = new GraphBuilder(17);
        graph = flat.Build(flat.Node("Identity", [flat.Input("x", ElementType.Float32, null, 4)]));
        var floats = TensorData.Of<float>(new float[8], 2, 4);
        batch = new Batch(new Dictionary<string, TensorData> { ["x"] = floats }, null);
        Assert.Contains("needs images", Refused(PassInput.NoiseImage("some", 5), graph, batch));
    }

    [Fact]
    public void Runs_FixedBatch_IsNotCut()
    {
        var build = new GraphBuilder(17);
        var graph = build.Build(build.Node("Identity", [build.Input("x", ElementType.Float32, Samples, 3, 2, 2)]));
        foreach (var input in (PassInput[])[PassInput.Ones, PassInput.PartsOf(2), PassInput.EachSample])
            Assert.Contains("fixed at 6", Refused(input, graph, Images));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(9, 6)]
    public void RunsOf_Parts_AreNoMoreThanSamples(int count, int runs) =>
        Assert.Equal(runs, PassInput.PartsOf(count).RunsOf(Samples));

    static List<Batch> Runs(PassInput input) => [.. input.Runs(Graph(), Images, Seed)];

    static string Refused(PassInput input, Graph graph, Batch batch) =>
        Assert.Throws<PassNotApplicableException>(() => input.Runs(graph, batch, Seed).ToList()).Message;

    static float[] Of(Batch batch) => batch.Inputs["x"].Span<float>().ToArray();

    static Graph Graph()
    {
        var build = new GraphBuilder(17);
        return build.Build(build.Node("Identity", [build.Input("x", ElementType.Float32, null, 3, 2, 2)]));
    }
}
