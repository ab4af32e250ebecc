namespace OnnxZc.Passes;

/// <summary>The rebuilt network against ONNX Runtime on the same input, in inference form.</summary>
/// <param name="MaxAbs">The largest absolute difference over all outputs.</param>
/// <param name="MaxRel">The largest absolute difference of an output over that output's largest magnitude.</param>
public sealed record Parity(double MaxAbs, double MaxRel);
