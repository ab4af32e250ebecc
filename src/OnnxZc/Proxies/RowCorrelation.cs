using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace OnnxZc.Proxies;

/// <summary>Pearson correlations between the rows of a matrix, in double precision.</summary>
static class RowCorrelation
{
    /// <summary>
    /// Symmetric, within [-1, 1], NaN where a row is not finite; null where a row is constant, so that it correlates
    /// with nothing.
    /// </summary>
    /// <param name="rows">[N, elements].</param>
    public static Matrix<double>? Of(Tensor rows)
    {
        using var scope = NewDisposeScope();
        var centred = rows.to_type(float64).cpu();
        centred -= centred.mean([1], keepdim: true);
        var products = centred.mm(centred.t()).contiguous().data<double>().ToArray();
        var n = (int)rows.shape[0];
        var norms = Enumerable.Range(0, n).Select(i => Math.Sqrt(products[(i * n) + i])).ToArray();
        return norms.Contains(0)
            ? null
            : Matrix<double>.Build.Dense(
                n, n, (i, j) => Math.Clamp(products[(i * n) + j] / norms[i] / norms[j], -1, 1));
    }
}
