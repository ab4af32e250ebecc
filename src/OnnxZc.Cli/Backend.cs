using OnnxZc.Findings;

namespace OnnxZc.Cli;

/// <summary>The parts of the library that need native code, so that tests can stand in for them.</summary>
/// <param name="Version">OnnxZc's version.</param>
/// <param name="Scorer">Makes a scorer of one model at a time.</param>
/// <param name="Tool">What computes on a device; loads the native libraries to ask for their versions.</param>
/// <param name="Devices">The devices that can be asked for.</param>
/// <param name="Diagnose">Looks into a model file.</param>
sealed record Backend(
    string Version,
    Func<ScoreOptions, Func<string, ScoreCard>> Scorer,
    Func<string, ToolInfo> Tool,
    Func<IReadOnlyList<string>> Devices,
    Func<string, Diagnosis> Diagnose)
{
    /// <summary>The library itself.</summary>
    public static Backend Library { get; } = new(
        ToolInfo.ToolVersion,
        options => new Scorer(options).Score,
        ToolInfo.Current,
        ToolInfo.Devices,
        Diagnosis.Read);
}
