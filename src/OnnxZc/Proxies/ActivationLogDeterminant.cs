using MathNet.Numerics.LinearAlgebra;
using OnnxZc.Passes;

namespace OnnxZc.Proxies;

/// <summary>ln |det K| of an activation kernel, in double precision.</summary>
static class ActivationLogDeterminant
{
    // Integers of this size are exact in float64, so a smaller ratio of eigenvalues is rounding: K is singular.
    const double SingularRatio = 1e-9;

    /// <param name="kernel">The kernel K.</param>
    /// <param name="whenSingular">What a singular kernel gives; null when that has no value.</param>
    public static Outcome Of(ActivationKernel kernel, double? whenSingular)
    {
        if (kernel.Misfit is { } misfit)
            return Outcome.NotApplicable($"activation '{misfit}' is not a row per sample");
        if (kernel.Units == 0)
            return Outcome.NotApplicable("the model has no rectified units (Relu, Clip from 0, LeakyRelu, PRelu)");

        var matrix = Matrix<double>.Build.Dense(kernel.Samples, kernel.Samples, (i, j) => kernel[i, j]);
        var eigenvalues = matrix.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).ToArray();
        if (eigenvalues.Min() > SingularRatio * eigenvalues.Max())
            return eigenvalues.Sum(Math.Log);
        return whenSingular is { } value ? value : Outcome.NotApplicable(
            "the kernel is singular, its log-determinant -∞: samples switch the same units; use others or fewer");
    }
}
