namespace OnnxZc.Passes.Captures;

/// <summary>How far the signs of samples' gradients agree.</summary>
/// <param name="Sum">Σ over weights' elements of |Σ over samples of the gradient's sign|.</param>
/// <param name="Elements">How many elements there are, those without gradient included.</param>
public sealed record SignAgreement(double Sum, long Elements);
