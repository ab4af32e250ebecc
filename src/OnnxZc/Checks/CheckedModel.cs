using OnnxZc.Checks.Locks;
using OnnxZc.Findings;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Checks;

/// <summary>A model as rules look at it: what has not been asked for is null.</summary>
sealed record CheckedModel
{
    /// <summary>The file, relative to the repository's root, with slashes.</summary>
    public required string Path { get; init; }

    /// <summary>The file, as it is opened.</summary>
    public required string FullPath { get; init; }

    /// <summary>Its length in bytes, without external data; null where there is no such file.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal; null where it cannot be read.</summary>
    public string? FileHash { get; init; }

    /// <summary>SHA-256 of the graph without names and weights; null where it cannot be read.</summary>
    public string? GraphHash { get; init; }

    /// <summary>Why it cannot be read as a model; null when it can.</summary>
    public ModelError? Error { get; init; }

    /// <summary>The file's graph; null where it cannot be read.</summary>
    public ModelFile? File { get; init; }

    /// <summary>What the file holds beside its graph; null where it cannot be read.</summary>
    public FileDetails? Details { get; init; }

    /// <summary>The graph as the rules of <c>doctor</c> look at it; null where it cannot be read.</summary>
    public Subject? Subject { get; init; }

    /// <summary>Parameters and multiply-accumulates for one sample; null where they cannot be counted.</summary>
    public ModelCounts? Counts { get; init; }

    /// <summary>Inferred shapes for one sample; null where they cannot be.</summary>
    public Shapes? Shapes { get; init; }

    /// <summary>What running it showed; null when it was not run.</summary>
    public ExecutionFacts? Execution { get; init; }

    /// <summary>Its scores by the policy's settings; null when they were not asked for.</summary>
    public ScoreCard? Card { get; init; }

    /// <summary>What the lock file says of it; null where it says nothing, or nothing comparable.</summary>
    public LockedModel? Locked { get; init; }
}
