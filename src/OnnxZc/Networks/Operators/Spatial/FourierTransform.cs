using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Spatial;

/// <summary>
/// The discrete Fourier transform of the last dimension, real and imaginary parts apart: sums over
/// exp(∓2πi · nk / N), unscaled, of as many frequencies as asked for. Products with matrices; a long transform is split
/// into two shorter ones where its length has divisors.
/// </summary>
static class FourierTransform
{
    const long LongestMatrix = 1024;

    /// <param name="real">The real part, [..., N].</param>
    /// <param name="imaginary">The imaginary part, or null for 0.</param>
    /// <param name="count">How many frequencies, from 0 on.</param>
    /// <param name="isInverse">Whether the exponent's sign is positive.</param>
    public static (Tensor Real, Tensor Imaginary) Of(Tensor real, Tensor? imaginary, long count, bool isInverse)
    {
        var length = real.shape[^1];
        var part = length > LongestMatrix ? Divisor(length) : 1;
        if (part == 1)
            return Product(real, imaginary, count, isInverse);
        var (all, turned) = Split(real, imaginary ?? real.zeros_like(), part, isInverse);
        return (all.narrow(-1, 0, count), turned.narrow(-1, 0, count));
    }

    static long Divisor(long length)
    {
        var divisor = (long)Math.Sqrt(length);
        while (length % divisor != 0)
            divisor--;
        return divisor;
    }

    static (Tensor Real, Tensor Imaginary) Product(Tensor real, Tensor? imaginary, long count, bool isInverse)
    {
        var length = real.shape[^1];
        var (cos, sin) = Waves(length, length, count, isInverse, real);
        return imaginary is null
            ? (real.matmul(cos), real.matmul(sin))
            : (real.matmul(cos) - imaginary.matmul(sin), real.matmul(sin) + imaginary.matmul(cos));
    }

    // With n = b · n1 + n2 and k = k1 + a · k2: transforms of length a over n1, a turn by n2 · k1, and of length b.
    static (Tensor Real, Tensor Imaginary) Split(Tensor real, Tensor imaginary, long a, bool isInverse)
    {
        var length = real.shape[^1];
        var b = length / a;
        long[] table = [.. real.shape[..^1], a, b];
        var (x, y) = Of(
            real.reshape(table).transpose(-1, -2), imaginary.reshape(table).transpose(-1, -2), a, isInverse);
        var (cos, sin) = Waves(length, b, a, isInverse, real);
        var (turnedX, turnedY) = ((x * cos) - (y * sin), (x * sin) + (y * cos));
        var (p, q) = Of(turnedX.transpose(-1, -2), turnedY.transpose(-1, -2), b, isInverse);
        return (p.transpose(-1, -2).reshape(real.shape), q.transpose(-1, -2).reshape(real.shape));
    }

    /// <summary>The cosines and signed sines of 2π · row · column / length.</summary>
    static (Tensor Cos, Tensor Sin) Waves(long length, long rows, long columns, bool isInverse, Tensor like)
    {
        var (cos, sin) = (new double[rows * columns], new double[rows * columns]);
        var sign = isInverse ? 1 : -1;
        for (var row = 0L; row < rows; row++)
        {
            for (var column = 0L; column < columns; column++)
            {
                var angle = 2 * Math.PI * (row * column % length) / length;
                cos[(row * columns) + column] = Math.Cos(angle);
                sin[(row * columns) + column] = sign * Math.Sin(angle);
            }
        }

        return (Matrix(cos), Matrix(sin));

        Tensor Matrix(double[] values) =>
            torch.tensor(values, [rows, columns], dtype: like.dtype).to(like.device);
    }
}
