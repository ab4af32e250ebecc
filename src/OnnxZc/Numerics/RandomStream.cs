using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace OnnxZc.Numerics;

/// <summary>
/// Counter-based random numbers: element i of a named stream is a pure function of the name and i, so every draw is the
/// same on every machine, thread count and language. Word i is the splitmix64 finaliser (Steele, Lea and Flood 2014,
/// https://doi.org/10.1145/2660193.2660195) of FNV-1a-64(name) + (i + 1) × 0x9E3779B97F4A7C15.
/// </summary>
/// <param name="name">What is drawn, such as <c>data:input</c> or <c>init:conv1.weight</c>.</param>
/// <param name="seed">0 for the plain stream; any other seed puts <c>seed/</c> in front of the name.</param>
public readonly struct RandomStream(string name, long seed = 0)
{
    // Far above what vectorised and scalar functions differ by, far below what single precision tells apart.
    const double Slack = 1e-12;

    const int Chunk = 1 << 11;

    readonly ulong _id = Fnv1a(seed == 0 ? name : $"{seed}/{name}");

    /// <summary>64 random bits.</summary>
    public ulong Word(long index)
    {
        var z = unchecked(_id + (((ulong)index + 1) * 0x9E3779B97F4A7C15));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in (0, 1), 53 bits.</summary>
    public double Uniform(long index) => ((Word(index) >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by Box and Muller's cosine branch from uniforms 2i and 2i + 1.</summary>
    public double Normal(long index) =>
        Math.Sqrt(-2 * Math.Log(Uniform(2 * index))) * Math.Cos(2 * Math.PI * Uniform((2 * index) + 1));

    /// <summary>+1 or -1 by the top bit of the word.</summary>
    public int Sign(long index) => Word(index) >> 63 != 0 ? 1 : -1;

    /// <summary>A uniform integer in [0, <paramref name="bound"/>).</summary>
    public long Below(long index, long bound) => (long)(Uniform(index) * bound);

    /// <summary>
    /// Fills <paramref name="target"/> with elements 0, 1, ... of the normal stream, scaled and shifted in float64.
    /// </summary>
    public void FillNormal(Span<float> target, double mean = 0, double deviation = 1)
    {
        var stream = this;
        Fill(target, (first, part) => stream.FillNormal(first, part, mean, deviation));
    }

    /// <summary>
    /// Fills <paramref name="target"/> with elements 0, 1, ... of the uniform stream over [low, high).
    /// </summary>
    public void FillUniform(Span<float> target, double low, double high)
    {
        var stream = this;
        Fill(target, (first, part) =>
        {
            for (var i = 0; i < part.Length; i++)
                part[i] = (float)(low + ((high - low) * stream.Uniform(first + i)));
        });
    }

    // Vectorised logarithms and cosines may differ from Normal's in their last bits: where that could change the
    // rounded element, Normal decides. Optimised at once, for the first network's sake.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void FillNormal(long first, Span<float> part, double mean, double deviation)
    {
        Span<double> normals = stackalloc double[Vector256<double>.Count];
        for (var start = 0; start < part.Length; start += normals.Length)
        {
            var i = 2 * (first + start);
            var radii = Vector256.Create(Uniform(i), Uniform(i + 2), Uniform(i + 4), Uniform(i + 6));
            var turns = Vector256.Create(Uniform(i + 1), Uniform(i + 3), Uniform(i + 5), Uniform(i + 7));
            (Vector256.Sqrt(-2 * Vector256.Log(radii)) * Vector256.Cos(2 * Math.PI * turns)).CopyTo(normals);
            for (var k = start; k < Math.Min(start + normals.Length, part.Length); k++)
            {
                var normal = normals[k - start];
                part[k] = (float)(mean + (deviation * (normal - Slack)));
                if (!part[k].Equals((float)(mean + (deviation * (normal + Slack)))))
                    part[k] = (float)(mean + (deviation * Normal(first + k)));
            }
        }
    }

    // Elements do not depend on each other, so any number of threads draws the same ones.
    static unsafe void Fill(Span<float> target, Action<long, Span<float>> fill)
    {
        var count = target.Length;
        fixed (float* start = target)
        {
            var address = (nint)start;
            Parallel.For(0, (count + Chunk - 1) / Chunk, part =>
            {
                var first = part * Chunk;
                fill(first, new((float*)address + first, Math.Min(Chunk, count - first)));
            });
        }
    }

    static ulong Fnv1a(string text)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ b) * 0x100000001b3);
        return hash;
    }
}
