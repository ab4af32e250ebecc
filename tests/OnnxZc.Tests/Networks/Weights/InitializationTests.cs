using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Networks.Weights;

namespace OnnxZc.Tests.Networks.Weights;

public sealed class InitializationTests
{
    const int In = 24;
    const int Out = 96;
    const int Area = 9;
    const double Uniform = 9.0 / 5;
    const double Normal = 3;

    static readonly Graph File = Learned.Graph();

    [Theory]
    [InlineData(InitScheme.Default, "conv.weight", 1.0 / (3 * In * Area), Uniform)]
    [InlineData(InitScheme.DefaultZeroBias, "conv.weight", 1.0 / (3 * In * Area), Uniform)]
    [InlineData(InitScheme.Kaiming, "conv.weight", 2.0 / (In * Area), Normal)]
    [InlineData(InitScheme.Xavier, "conv.weight", 2.0 / ((In + Out) * Area), Normal)]
    [InlineData(InitScheme.Normal, "conv.weight", 1, Normal)]
    [InlineData(InitScheme.Default, "depth.weight", 1.0 / (3 * Area), Uniform)]
    [InlineData(InitScheme.Kaiming, "depth.weight", 2.0 / Area, Normal)]
    [InlineData(InitScheme.Xavier, "depth.weight", 2.0 / (Area + (Out * Area)), Normal)]
    [InlineData(InitScheme.Default, "gemm.weight", 1.0 / (3 * Out), Uniform)]
    [InlineData(InitScheme.Kaiming, "gemm.weight", 2.0 / Out, Normal)]
    [InlineData(InitScheme.Xavier, "matmul.weight", 2.0 / (200 + 300), Normal)]
    [InlineData(InitScheme.Default, "matmul.weight", 1.0 / (3 * 200), Uniform)]
    [InlineData(InitScheme.Resnet, "conv.weight", 2.0 / (Out * Area), Normal)]
    [InlineData(InitScheme.Resnet, "gemm.weight", 1.0 / (3 * Out), Uniform)]
    [InlineData(InitScheme.Resnet, "gemm.bias", 1.0 / (3 * Out), Uniform)]
    [InlineData(InitScheme.Vgg, "depth.weight", 2.0 / (Out * Area), Normal)]
    [InlineData(InitScheme.Vgg, "matmul.weight", 0.0001, Normal)]
    [InlineData(InitScheme.Kaiming, "gemm.bias", 1.0 / (3 * Out), Uniform)]
    [InlineData(InitScheme.Default, "matmul.bias", 1.0 / (3 * 200), Uniform)]
    [InlineData(InitScheme.Xavier, "lstm.weight", 1.0 / (3 * 40), Uniform)]
    [InlineData(InitScheme.Kaiming, "embedding", 1, Normal)]
    public void Apply_LearnedTensor_HasPyTorchsMoments(
        InitScheme scheme, string name, double variance, double kurtosis)
    {
        var values = Draw(scheme, name);
        var mean = values.Average();
        var second = values.Average(value => (value - mean) * (value - mean));
        var fourth = values.Average(value => Math.Pow(value - mean, 4));

        // Six standard errors of each moment's estimate.
        Assert.InRange(mean, -6 * Math.Sqrt(variance / values.Length), 6 * Math.Sqrt(variance / values.Length));
        var spread = 6 * Math.Sqrt((kurtosis - 1) / values.Length);
        Assert.InRange(second / variance, 1 - spread, 1 + spread);
        Assert.InRange(fourth / (second * second) / kurtosis, 1 - (3 * spread), 1 + (3 * spread));
        if (kurtosis == Uniform)
            Assert.InRange(values.Max(Math.Abs) / Math.Sqrt(3 * variance), 0.9, 1.000001);
    }

    [Theory]
    [InlineData("bn.weight", 1)]
    [InlineData("bn.bias", 0)]
    [InlineData("bn.mean", 0)]
    [InlineData("bn.var", 1)]
    [InlineData("ln.weight", 1)]
    [InlineData("ln.bias", 0)]
    [InlineData("slope", 0.25)]
    public void Apply_AnyScheme_ResetsNormalisationsAndSlopes(string name, double value)
    {
        foreach (var scheme in Enum.GetValues<InitScheme>().Where(scheme => scheme != InitScheme.AsIs))
            Assert.All(Draw(scheme, name), element => Assert.Equal(value, element));
    }

    [Theory]
    [InlineData(InitScheme.Normal)]
    [InlineData(InitScheme.DefaultZeroBias)]
    [InlineData(InitScheme.KaimingZeroBias)]
    [InlineData(InitScheme.XavierZeroBias)]
    [InlineData(InitScheme.OrthogonalZeroBias)]
    [InlineData(InitScheme.Vgg)]
    public void Apply_ZeroBias_LeavesNoBias(InitScheme scheme)
    {
        Assert.All(Draw(scheme, "gemm.bias"), element => Assert.Equal(0, element));
        Assert.All(Draw(scheme, "matmul.bias"), element => Assert.Equal(0, element));
        Assert.Contains(Draw(scheme, "gemm.weight"), element => element != 0);
    }

    [Theory]
    [InlineData("conv.weight", Out, In * Area)]
    [InlineData("gemm.weight", 100, Out)]
    [InlineData("matmul.weight", 200, 300)]
    public void Apply_Orthogonal_GivesOrthonormalRowsOrColumns(string name, int rows, int columns)
    {
        var values = Draw(InitScheme.Orthogonal, name);
        var (count, length) = rows <= columns ? (rows, columns) : (columns, rows);
        double At(int vector, int element) =>
            rows <= columns ? values[(vector * columns) + element] : values[(element * columns) + vector];

        for (var i = 0; i < count; i++)
        {
            for (var j = i; j < count; j++)
            {
                var product = Enumerable.Range(0, length).Sum(k => At(i, k) * At(j, k));
                Assert.Equal(i == j ? 1 : 0, product, 1e-6);
            }
        }
    }

    // Of a uniformly drawn orthogonal matrix every element has variance 1/n, and the first sign is a fair coin.
    [Fact]
    public void Apply_OrthogonalOverSeeds_HasNoPreferredDirection()
    {
        var first = Enumerable.Range(1, 200).Select(seed => Draw(InitScheme.Orthogonal, "square.weight", seed)[0]);
        var values = first.ToArray();
        Assert.InRange(values.Average(), -0.18, 0.18);
        Assert.InRange(values.Average(value => value * value), 0.8 / 9, 1.2 / 9);
    }

    [Fact]
    public void Apply_MaskAndSetting_StayAsTheyAre()
    {
        var drawn = Initialization.Apply(File, InitScheme.Kaiming, 0);
        foreach (var name in new[] { "mask", "mean" })
            Assert.Equal(File.Initializers[name].Bytes.ToArray(), drawn.Initializers[name].Bytes.ToArray());
    }

    [Fact]
    public void Apply_AnyThreadCount_GivesTheSameBits()
    {
        foreach (var name in new[] { "conv.weight", "embedding" })
        {
            foreach (var scheme in new[] { InitScheme.Default, InitScheme.Kaiming, InitScheme.Orthogonal })
            {
                var alone = OnOneThread(() => Draw(scheme, name, 5));
                Assert.Equal(alone, Draw(scheme, name, 5));
            }
        }
    }

    [Fact]
    public void Apply_NameAndSeed_DecideAlone()
    {
        var renamed = Initialization.Apply(Learned.Graph(extra: true), InitScheme.Xavier, 7);
        var drawn = Initialization.Apply(File, InitScheme.Xavier, 7);
        Assert.Equal(
            renamed.Initializers["conv.weight"].Bytes.ToArray(), drawn.Initializers["conv.weight"].Bytes.ToArray());
        Assert.NotEqual(Draw(InitScheme.Xavier, "conv.weight", 7), Draw(InitScheme.Xavier, "conv.weight", 8));
    }

    // The first words of stream "init:conv.weight" by design 4.4, computed apart from this library.
    [Fact]
    public void Apply_Default_FollowsTheWrittenGenerator()
    {
        var id = "init:conv.weight"u8.ToArray()
            .Aggregate(0xcbf29ce484222325UL, (hash, b) => (hash ^ b) * 0x100000001b3UL);
        var z = id + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        var uniform = ((z >> 11) + 0.5) / (1UL << 53);
        var bound = 1 / Math.Sqrt(In * Area);
        Assert.Equal((float)(-bound + (2 * bound * uniform)), (float)Draw(InitScheme.Default, "conv.weight")[0]);
    }

    static double[] Draw(InitScheme scheme, string name, long seed = 0) =>
        Initialization.Apply(File, scheme, seed).Initializers[name].ToDoubles();

    static double[] OnOneThread(Func<double[]> draw)
    {
        double[] result = [];
        var scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ExclusiveScheduler;
        Task.Factory.StartNew(() => result = draw(), CancellationToken.None, TaskCreationOptions.None, scheduler)
            .GetAwaiter().GetResult();
        return result;
    }
}
