using System.Buffers;
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
public sealed class ActivationKernel
{
    readonly int _samples;
    readonly ParallelOptions _threads;
    readonly long[] _agreeing;

    /// <summary>A kernel without units.</summary>
    /// <param name="samples">The batch size N.</param>
    /// <param name="threads">Threads to count with; the counts do not depend on it.</param>
    internal ActivationKernel(int samples, int threads)
    {
        _samples = samples;
        _threads = new() { MaxDegreeOfParallelism = threads };
        _agreeing = new long[samples * samples];
    }

    /// <summary>The batch size N.</summary>
    public int Samples => _samples;

    /// <summary>An activation that is not a row per sample, by its ONNX name; null when all are.</summary>
    public string? Misfit { get; private set; }

    /// <summary>Units seen so far.</summary>
    public long Units { get; private set; }

    /// <summary>
    /// Agreeing units of samples <paramref name="i"/> and <paramref name="j"/>; <see cref="Units"/> for i = j.
    /// </summary>
    public long this[int i, int j] => _agreeing[(i * _samples) + j];

    /// <summary>The kernel of all units of several.</summary>
    /// <param name="kernels">At least one, of the same batch.</param>
    internal static ActivationKernel Sum(IReadOnlyList<ActivationKernel> kernels)
    {
        var sum = new ActivationKernel(kernels[0]._samples, 1);
        foreach (var kernel in kernels)
        {
            sum.Units += kernel.Units;
            sum.Misfit ??= kernel.Misfit;
            for (var i = 0; i < sum._agreeing.Length; i++)
                sum._agreeing[i] += kernel._agreeing[i];
        }

        return sum;
    }

    /// <summary>Adds the units of one activation: N equal rows of values that are on where greater than 0.</summary>
    internal unsafe void Add(string name, ReadOnlySpan<float> values)
    {
        if (values.Length % _samples != 0)
        {
            Misfit ??= name;
            return;
        }

        var width = values.Length / _samples;
        var words = (width + 63) / 64;

        // A network has many activations, and large arrays are collected late.
        var codes = ArrayPool<ulong>.Shared.Rent(_samples * words);
        fixed (float* start = values)
        {
            var rows = (nint)start;
            Parallel.For(0, _samples, _threads, i =>
                Pack(new ReadOnlySpan<float>((float*)rows + ((long)i * width), width), codes.AsSpan(i * words, words)));
        }

        Units += width;
        Parallel.For(0, _samples, _threads, i => AddRow(i, width, words, codes));
        ArrayPool<ulong>.Shared.Return(codes);
    }

    // Rows i of the upper triangle and their mirror images: no two threads write to one place.
    void AddRow(int i, int width, int words, ulong[] codes)
    {
        for (var j = i; j < _samples; j++)
        {
            var agreeing = width - Differing(codes.AsSpan(i * words, words), codes.AsSpan(j * words, words));
            _agreeing[(i * _samples) + j] += agreeing;
            if (i != j)
                _agreeing[(j * _samples) + i] += agreeing;
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

        if (i < row.Length)
            code[i / 64] = 0;
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
