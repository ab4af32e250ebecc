using MathNet.Numerics.LinearAlgebra;

namespace OnnxZc.Proxies;

/// <summary>Eigenvalues of symmetric matrices.</summary>
static class SymmetricEigenvalues
{
    /// <summary>All of them; each NaN where an entry is not finite, which the solver cannot take.</summary>
    public static double[] Of(Matrix<double> matrix) => matrix.Enumerate().All(double.IsFinite)
        ? [.. matrix.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real)]
        : [.. Enumerable.Repeat(double.NaN, matrix.RowCount)];
}
