using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OnnxZc.Passes;

/// <summary>
/// For each two samples of a batch, the number of rectified units that are on in both or off in both: the kernel of
/// Mellor et al. 2021, "Neural Architecture Search without Training", https://arxiv.org/abs/2006.04647.
/// </summary>
/// <remarks>
/// Codes are packed to bits and compared by exclusive or, so counts are exact and activations are not kept.
/// </remarks>
/// <param name="samples">The batch size N.</param>
public sealed class ActivationKernel(int samples)
{
    readonly long[] _agreeing = new long[samples * samples];

    /// <summary>The batch size N.</summary>
    public int Samples => samples;

    /// <summary>Units seen so far.</summary>
    public long Units { get; private set; }

    /// <summary>
    /// Agreeing units of samples <paramref name="i"/> and <paramref name="j"/>; <see cref="Units"/> for i = j.
    /// </summary>
    public long this[int i, int j] => _agreeing[(i * samples) + j];

    /// <summary>Adds the units of one activation: N equal rows of values that are on where greater than 0.</summary>
    /// <exception cref="ArgumentException">The values do not divide into N rows.</exception>
    internal void Add(ReadOnlySpan<float> values)
    {
        if (values.Length % samples != 0)
            throw new ArgumentException($"{values.Length} values are not {samples} rows.", nameof(values));
        var width = values.Length / samples;
        var words = (width + 63) / 64;
        var codes = new ulong[samples * words];
        for (var i = 0; i < samples; i++)
            Pack(values.Slice(i * width, width), codes.AsSpan(i * words, words));

        Units += width;
        for (var i = 0; i < samples; i++)
        {
            for (var j = i; j < samples; j++)
            {
                var agreeing = width - Differing(codes.AsSpan(i * words, words), codes.AsSpan(j * words, words));
                _agreeing[(i * samples) + j] += agreeing;
                if (i != j)
                    _agreeing[(j * samples) + i] += agreeing;
            }
        }
    }

    // Scoring calls these loops a few hundred times: too few for the runtime to come back and optimise them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pack(ReadOnlySpan<float> row, Span<ulong> code)
    {
        ref var start = ref MemoryMarshal.GetReference(row);
        var i = 0;
        for (; i + 64 <= row.Length; i += 64)
        {
            ulong bits = 0;
            for (var k = 0; k < 64; k += 8)
            {
                var lanes = Vector256.LoadUnsafe(ref start, (nuint)(i + k));
                bits |= (ulong)Vector256.GreaterThan(lanes, Vector256<float>.Zero).ExtractMostSignificantBits() << k;
            }

            code[i / 64] = bits;
        }

        for (; i < row.Length; i++)
        {
            if (row[i] > 0)
                code[i / 64] |= 1UL << (i % 64);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long Differing(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        long count = 0;
        for (var i = 0; i < a.Length; i++)
            count += BitOperations.PopCount(a[i] ^ b[i]);
        return count;
    }
}
