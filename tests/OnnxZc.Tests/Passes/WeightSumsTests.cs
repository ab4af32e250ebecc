using OnnxZc.Numerics;
using OnnxZc.Passes;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Passes;

public sealed class WeightSumsTests
{
    // Neither a whole number of blocks nor one alone.
    const int Count = 5000;

    readonly double[] _a = Drawn("a");
    readonly double[] _b = Drawn("b");

    [Theory]
    [InlineData(ScalarType.Float32, 1e-6)]
    [InlineData(ScalarType.Float64, 1e-14)]
    public void Sums_OfEitherPrecision_AreThoseOfEveryElement(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (tensor(_a).to_type(type), tensor(_b).to_type(type));
        var products = _a.Zip(_b, (left, right) => left * right).ToArray();
        var size = products.Sum(Math.Abs);

        Assert.Equal(products.Sum(), WeightSums.Products(a, b), tolerance * size);
        Assert.Equal(size, WeightSums.AbsoluteProducts(a, b), tolerance * size);
        Assert.Equal(Math.Sqrt(_a.Sum(value => value * value)), WeightSums.Norm(a), tolerance * size);
    }

    [Fact]
    public void Sums_OfTransposedTensors_PairEqualIndices()
    {
        using var scope = NewDisposeScope();
        var a = tensor(_a).reshape(50, 100);
        var b = tensor(_b).reshape(100, 50).t();
        var expected = Enumerable.Range(0, Count).Sum(i => Math.Abs(_a[i] * _b[(i % 100 * 50) + (i / 100)]));
        Assert.Equal(expected, WeightSums.AbsoluteProducts(a, b), 1e-12 * expected);
    }

    [Fact]
    public void Sums_OfTensors_LeaveThemAsTheyAre()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (tensor(_a), tensor(_b));
        WeightSums.AbsoluteProducts(a, b);
        WeightSums.SignalToNoise(a, b);
        Assert.Equal(_a, a.data<double>().ToArray());
        Assert.Equal(_b, b.data<double>().ToArray());
    }

    static double[] Drawn(string stream)
    {
        var values = new float[Count];
        new RandomStream(stream).FillNormal(values);
        return Array.ConvertAll(values, value => (double)value);
    }
}
