using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Networks.Weights;

/// <summary>
/// Random matrices with orthonormal rows or columns, whichever are fewer, uniform over all such: a normal matrix made
/// orthonormal by Gram and Schmidt in their modified form, which is the QR decomposition with a positive diagonal that
/// torch.nn.init.orthogonal_ takes.
/// </summary>
/// <remarks>
/// Every vector is changed by one thread at a time in a fixed order, four lanes wide on any machine: the bits do not
/// depend on the number of threads or the processor.
/// </remarks>
static class Orthogonal
{
    /// <summary>
    /// The elements, row-major; the matrix has the first dimension as rows and all others as columns.
    /// </summary>
    public static double[] Draw(RandomStream stream, IReadOnlyList<long> shape)
    {
        var rows = (int)shape[0];
        var columns = (int)TensorData.CountOf(shape.Skip(1));
        var isWide = rows <= columns;
        var (count, length) = isWide ? (rows, columns) : (columns, rows);
        var vectors = new double[count][];
        Parallel.For(0, count, i =>
        {
            vectors[i] = new double[length];
            for (var k = 0; k < length; k++)
                vectors[i][k] = stream.Normal(isWide ? ((long)i * columns) + k : ((long)k * columns) + i);
        });
        Orthonormalise(vectors);
        var elements = new double[(long)rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                elements[((long)row * columns) + column] = isWide ? vectors[row][column] : vectors[column][row];
        }

        return elements;
    }

    static void Orthonormalise(double[][] vectors)
    {
        for (var i = 0; i < vectors.Length; i++)
        {
            var direction = vectors[i];
            Scale(direction, 1 / Math.Sqrt(Dot(direction, direction)));
            Parallel.For(i + 1, vectors.Length, j => Subtract(vectors[j], direction, Dot(vectors[j], direction)));
        }
    }

    static double Dot(double[] a, double[] b)
    {
        var x = Lanes(a);
        var y = Lanes(b);
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        var total = (sum[0] + sum[1]) + (sum[2] + sum[3]);
        for (var i = x.Length * Vector256<double>.Count; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }

    static void Subtract(double[] target, double[] direction, double factor)
    {
        var x = Lanes(target);
        var y = Lanes(direction);
        for (var i = 0; i < x.Length; i++)
            x[i] -= y[i] * factor;
        for (var i = x.Length * Vector256<double>.Count; i < target.Length; i++)
            target[i] -= direction[i] * factor;
    }

    static void Scale(double[] target, double factor)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] *= factor;
    }

    static Span<Vector256<double>> Lanes(double[] values) =>
        MemoryMarshal.Cast<double, Vector256<double>>(values.AsSpan());
}
