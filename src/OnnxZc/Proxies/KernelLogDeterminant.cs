using MathNet.Numerics.LinearAlgebra;
using OnnxZc.Passes;

namespace OnnxZc.Proxies;

/// <summary>ln |det K| of a kernel over the samples of a batch, in double precision.</summary>
static class KernelLogDeterminant
{
    // Integers of this size are exact in float64, so a smaller ratio of eigenvalues is rounding: K is singular.
    const double SingularRatio = 1e-9;

    /// <param name="kernels">The kernels whose sum is K.</param>
    /// <param name="whenSingular">What a singular kernel gives; null when that has no value.</param>
    public static Outcome Of(IReadOnlyList<ActivationKernel> kernels, double? whenSingular)
    {
        if (kernels.All(one => one is { Units: 0, Misfit: null }))
            return Outcome.NotApplicable("the model has no such units (Relu, Clip from 0, LeakyRelu, PRelu)");
        var kernel = ActivationKernel.Sum(kernels);
        return kernel.Misfit is { } misfit
            ? Outcome.NotApplicable($"activation '{misfit}' is not a row per sample")
            : Of(Matrix<double>.Build.Dense(kernel.Samples, kernel.Samples, (i, j) => kernel[i, j]), whenSingular);
    }

    /// <summary>One of each kernel, 0 for singular ones; null where a kernel has none.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="none">Why a kernel has none.</param>
    public static double[]? OfEach(IReadOnlyList<ActivationKernel> kernels, out Outcome none)
    {
        var each = kernels.Select(kernel => Of([kernel], whenSingular: 0)).ToArray();
        none = each.FirstOrDefault(one => one.NotApplicableReason is not null);
        return none.NotApplicableReason is null ? [.. each.Select(one => one.Value)] : null;
    }

    /// <param name="kernel">The kernel, symmetric.</param>
    /// <param name="whenSingular">What a singular kernel gives; null when that has no value.</param>
    public static Outcome Of(Matrix<double> kernel, double? whenSingular)
    {
        var eigenvalues = SymmetricEigenvalues.Of(kernel);
        var isSingular = eigenvalues.Min() <= SingularRatio * eigenvalues.Max();
        return !isSingular ? eigenvalues.Sum(Math.Log) : whenSingular is { } value ? value : Outcome.NotApplicable(
            "the kernel is singular, its log-determinant -∞: samples switch the same units; use others or fewer");
    }
}
