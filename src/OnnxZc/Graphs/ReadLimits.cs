namespace OnnxZc.Graphs;

/// <summary>What a model file may cost to read; all limits are finite, as a model is data from a stranger.</summary>
public sealed record ReadLimits
{
    /// <summary>The limits that apply where none are given.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>Bytes of the model file, without external data; the default is all that protobuf allows.</summary>
    public int MaxFileBytes { get; init; } = int.MaxValue;

    /// <summary>Bytes of the model file and all external data that is read.</summary>
    public long MaxModelBytes { get; init; } = 16L << 30;

    /// <summary>Which files besides the model's own are opened for weights.</summary>
    public ExternalDataMode ExternalData { get; init; } = ExternalDataMode.Cache;

    /// <summary>Nodes, those of subgraphs included, and those of local functions once for every call.</summary>
    public int MaxNodes { get; init; } = 1_000_000;

    /// <summary>Names, attributes, tensors, dimensions and other parts of the file, of any kind.</summary>
    public int MaxParts { get; init; } = 16_000_000;

    /// <summary>Levels of messages inside messages; a subgraph costs three.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Levels of subgraphs inside subgraphs and of local functions that call local functions.</summary>
    public int MaxNesting { get; init; } = 32;

    /// <summary>Bytes of one name, text or string attribute.</summary>
    public int MaxStringBytes { get; init; } = 16 << 20;

    /// <summary>Elements of one tensor.</summary>
    public long MaxElements { get; init; } = 1L << 31;
}
