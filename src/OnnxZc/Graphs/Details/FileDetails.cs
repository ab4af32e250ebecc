using System.Collections.Immutable;

namespace OnnxZc.Graphs.Details;

/// <summary>
/// What a model file declares, word for word and beside what a <see cref="Graph"/> keeps: there for every file that
/// is ONNX at all, also where it makes no graph.
/// </summary>
sealed record FileDetails
{
    /// <summary>The tool that wrote the file and its version; may be empty.</summary>
    public string Producer { get; init; } = "";

    /// <summary>The version of the file format.</summary>
    public long IrVersion { get; init; }

    /// <summary>The imported operator sets in the file's order; the default domain is the empty string.</summary>
    public ImmutableArray<KeyValuePair<string, long>> Opsets { get; init; } = [];

    /// <summary>The properties of the model by key; of a key that is there twice, the last.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the file says how the model is trained on.</summary>
    public bool HasTraining { get; init; }

    /// <summary>The model's own functions as <c>DOMAIN.NAME</c>, in the file's order.</summary>
    public ImmutableArray<string> Functions { get; init; } = [];

    /// <summary>The inputs that have no initializer, as declared.</summary>
    public ImmutableArray<ValueInfo> Inputs { get; init; } = [];

    /// <summary>The outputs, as declared.</summary>
    public ImmutableArray<ValueInfo> Outputs { get; init; } = [];

    /// <summary>What the graph's nodes compute besides its outputs, by name.</summary>
    public ImmutableArray<string> Intermediate { get; init; } = [];

    /// <summary>Values between the nodes whose types the file declares.</summary>
    public ImmutableArray<ValueInfo> Described { get; init; } = [];

    /// <summary>The nodes of the graph, its subgraphs and its functions, in the file's order.</summary>
    public ImmutableArray<DeclaredNode> Nodes { get; init; } = [];

    /// <summary>The tensors of the graph, its subgraphs and its functions, in the file's order.</summary>
    public ImmutableArray<TensorDetails> Tensors { get; init; } = [];

    /// <summary>The other files that tensors lie in, by the locations that the model gives.</summary>
    public IReadOnlyDictionary<string, DataFile> DataFiles { get; init; } = new Dictionary<string, DataFile>();

    /// <summary>The bytes of the other files that may be opened.</summary>
    public long DataFileBytes => DataFiles.Values.Where(file => file.Path is not null)
        .DistinctBy(file => file.Path)
        .Sum(file => file.Length);
}
