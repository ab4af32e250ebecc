using MathNet.Numerics.LinearAlgebra;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Proxies;

/// <summary>Inner products between samples.</summary>
static class GramMatrix
{
    // What is left of an eigenvalue below this share of the largest is rounding of single-precision gradients.
    const double SingularRatio = 1e-12;

    /// <summary>A square tensor in double precision as a matrix.</summary>
    public static Matrix<double> Of(Tensor gram)
    {
        var n = (int)gram.shape[0];
        using var host = gram.contiguous();
        return Matrix<double>.Build.Dense(n, n, host.data<double>().ToArray());
    }

    /// <summary>
    /// The largest eigenvalue over the smallest; null when the matrix is singular, NaN where an entry is not finite.
    /// </summary>
    public static double? Condition(Matrix<double> gram)
    {
        var values = SymmetricEigenvalues.Of(gram);
        var (smallest, largest) = (values.Min(), values.Max());
        return smallest <= SingularRatio * largest ? null : largest / smallest;
    }
}
