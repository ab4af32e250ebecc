using OnnxZc.Cli.Cells;
using OnnxZc.Cli.Sweeps;
using OnnxZc.Cli.Workers;
using OnnxZc.Findings;
using OnnxZc.Graphs;

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
    Func<string, ReadLimits, Diagnosis> Diagnose)
{
    /// <summary>Reads a model that may have some scores already.</summary>
    public Func<ScoreOptions, string, OpenCard> Open { get; init; } = OpenCard.Of;

    /// <summary>Makes a scorer in a process of its own; null where everything runs in this process.</summary>
    public Func<ScoreRequest, Terminal, WorkerScorer>? Workers { get; init; }

    /// <summary>Bounds this process to a number of bytes.</summary>
    public Action<long> HoldMemory { get; init; } = _ => { };

    /// <summary>Makes sure that there is such a device; asking for others than the processor loads libraries.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public void RequireDevice(string device)
    {
        if (device == "cpu")
            return;
        var devices = Devices();
        if (!devices.Any(name => name == device || (device == "cuda" && name != "cpu")))
            throw new UsageException($"there is no device '{device}' here, only {string.Join(", ", devices)}");
    }

    /// <summary>The library itself.</summary>
    public static Backend Library { get; } = new(
        ToolInfo.ToolVersion,
        options =>
        {
            var scorer = new Scorer(options);
            return model => scorer.Score(SpaceModels.Open(scorer, model));
        },
        ToolInfo.Current,
        ToolInfo.Devices,
        Diagnosis.Read);

    /// <summary>The library with every execution of a model in a worker process.</summary>
    public static Backend Isolated { get; } = Library with
    {
        Workers = (request, terminal) => new(WorkerProgram.Of(request.WorkerArguments), request, terminal),
        HoldMemory = ProcessLimits.HoldHeap,
    };
}
