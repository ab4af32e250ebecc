using MathNet.Numerics.LinearAlgebra;
using OnnxZc.Passes;

namespace OnnxZc.Proxies;

/// <summary>ln |det K| of an activation kernel, in double precision.</summary>
static class ActivationLogDeterminant
{
    // Integers of this size are exact in float64, so a smaller ratio of eigenvalues is rounding: K is singular.
    const double SingularRatio = 1e-9;

    public static Outcome Of(ActivationKernel kernel, double whenSingular)
    {
        if (kernel.Misfit is { } misfit)
            return Outcome.NotApplicable($"activation '{misfit}' is not a row per sample");
        if (kernel.Units == 0)
            return Outcome.NotApplicable("the model has no rectified units (Relu, Clip from 0, LeakyRelu, PRelu)");

        var matrix = Matrix<double>.Build.Dense(kernel.Samples, kernel.Samples, (i, j) => kernel[i, j]);
        var eigenvalues = matrix.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).ToArray();
        return eigenvalues.Min() <= SingularRatio * eigenvalues.Max()
            ? whenSingular
            : eigenvalues.Sum(Math.Log);
    }
}
