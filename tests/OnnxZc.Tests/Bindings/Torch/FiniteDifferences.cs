using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

/// <summary>Compares the gradient of a randomly weighted sum of outputs with central differences, in float64.</summary>
static class FiniteDifferences
{
    const double Step = 1e-5;
    const double Tolerance = 2e-7;

    internal static void Confirm(Func<Tensor[], Tensor> function, params long[][] shapes)
    {
        using var scope = NewDisposeScope();
        var inputs = shapes.Select((shape, i) => Draws.Normal($"input:{i}", shape).requires_grad_()).ToArray();
        var output = function(inputs);
        var weights = Draws.Normal("weights", output.shape);
        var gradients = autograd.grad([output.mul(weights).sum()], inputs);
        using var frozen = no_grad();
        for (var i = 0; i < inputs.Length; i++)
        {
            var analytic = gradients[i].data<double>().ToArray();
            for (var element = 0; element < analytic.Length; element++)
            {
                var expected = Difference(function, inputs, weights, i, element);
                AssertClose(expected, analytic[element], $"input {i}[{element}]");
            }
        }
    }

    static double Difference(Func<Tensor[], Tensor> function, Tensor[] inputs, Tensor weights, int input, int element)
    {
        using var scope = NewDisposeScope();
        var values = inputs[input].detach().data<double>();
        var middle = values.ToArray()[element];
        Set(values, element, middle + Step);
        var above = function(inputs).mul(weights).sum().item<double>();
        Set(values, element, middle - Step);
        var below = function(inputs).mul(weights).sum().item<double>();
        Set(values, element, middle);
        return (above - below) / (2 * Step);
    }

    static void Set(TorchSharp.Utils.TensorAccessor<double> values, int element, double value) =>
        values.CopyFrom([value], 0, element);

    static void AssertClose(double expected, double actual, string where) => Assert.True(
        Math.Abs(expected - actual) <= Tolerance * (1 + Math.Abs(expected)),
        $"{where}: difference quotient {expected:R}, gradient {actual:R}");
}
