using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace OnnxZc;

/// <summary>What scores are computed with.</summary>
/// <param name="Version">OnnxZc's version.</param>
/// <param name="Stack">Where the native libraries come from: <c>system</c> or <c>nuget</c>.</param>
/// <param name="Torch">libtorch's version.</param>
/// <param name="OnnxRuntime">ONNX Runtime's version.</param>
/// <param name="Device">The device used.</param>
sealed record ToolInfo(string Version, string Stack, string Torch, string OnnxRuntime, string Device)
{
    /// <summary>OnnxZc's version.</summary>
    public static string ToolVersion { get; } = typeof(ToolInfo).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>
    /// Where the native libraries come from: <c>system</c> or <c>nuget</c>, decided when OnnxZc was built.
    /// </summary>
    public static string NativeStack { get; } = typeof(ToolInfo).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "NativeStack").Value!;

    /// <summary>Loads both native libraries to ask for their versions.</summary>
    /// <exception cref="DllNotFoundException">
    /// A native library is missing; the message says how to install it.
    /// </exception>
    public static ToolInfo Current(string device) => new(
        ToolVersion,
        NativeStack,
        torch.__version__,
        OrtEnv.Instance().GetVersionString(),
        device);

    /// <summary>The devices that libtorch can run on here.</summary>
    public static IReadOnlyList<string> Devices() => torch.cuda.is_available()
        ? ["cpu", .. Enumerable.Range(0, torch.cuda.device_count()).Select(i => $"cuda:{i}")]
        : ["cpu"];
}
