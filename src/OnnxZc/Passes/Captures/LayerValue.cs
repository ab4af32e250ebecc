namespace OnnxZc.Passes.Captures;

/// <summary>A number for one layer's weight.</summary>
/// <param name="Weight">The weight's ONNX name.</param>
/// <param name="Value">The number.</param>
public readonly record struct LayerValue(string Weight, double Value);
