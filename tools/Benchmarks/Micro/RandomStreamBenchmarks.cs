using BenchmarkDotNet.Attributes;
using OnnxZc.Numerics;

namespace OnnxZc.Bench.Micro;

/// <summary>One image of 3 x 224 x 224 normal values.</summary>
public class RandomStreamBenchmarks
{
    readonly float[] _values = new float[3 * 224 * 224];

    [Benchmark]
    public float[] FillNormal()
    {
        new RandomStream("bench").FillNormal(_values);
        return _values;
    }
}
