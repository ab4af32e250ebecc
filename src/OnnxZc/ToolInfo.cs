namespace OnnxZc;

/// <summary>What computed the scores; numbers of different stacks agree only to rounding.</summary>
/// <param name="Version">OnnxZc's version.</param>
/// <param name="Stack"><c>system</c> or <c>nuget</c>: where the native libraries come from.</param>
/// <param name="Torch">libtorch's version; null when it is not there.</param>
/// <param name="OnnxRuntime">ONNX Runtime's version; null when it is not there.</param>
/// <param name="Device">The device that was asked for, such as <c>cpu</c> or <c>cuda:0</c>.</param>
public sealed record ToolInfo(string Version, string Stack, string? Torch, string? OnnxRuntime, string Device);
