using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;

namespace OnnxZc.Findings;

/// <summary>
/// What <c>doctor</c> tells of a model: what it is, what it needs, and what stands in the way of scoring it.
/// </summary>
/// <param name="File">The file and its graph.</param>
/// <param name="Folded">The graph after constant folding: what is rebuilt.</param>
/// <param name="GraphHash">SHA-256 of the graph without names and weights.</param>
/// <param name="BatchNorm">Where BatchNormalization went.</param>
/// <param name="Batch">What scoring does about the batch dimension.</param>
/// <param name="Operators">Every operator in the graph, in ordinal order.</param>
/// <param name="Nodes">What scoring makes of every node, in the graph's order.</param>
/// <param name="Findings">What the exporter did and its owner may want to know, the gravest first.</param>
sealed record Diagnosis(
    ModelFile File,
    Graph Folded,
    string GraphHash,
    BatchNormForm BatchNorm,
    BatchForm Batch,
    ImmutableArray<OperatorUse> Operators,
    ImmutableArray<NodeVerdict> Nodes,
    ImmutableArray<Finding> Findings)
{
    /// <summary>Reads and examines a model; an operator that folds away needs no implementation.</summary>
    /// <exception cref="ModelException">The file cannot be read as a model.</exception>
    public static Diagnosis Read(string path, ReadLimits limits)
    {
        var file = OnnxReader.Read(path, limits);
        var folded = ConstantFolder.Fold(file.Graph);
        var needed = folded.AllNodes.Select(node => node.Operator).ToHashSet();
        return Of(
            file,
            folded,
            Graphs.GraphHash.Of(file.Graph),
            Graphs.Rewriting.BatchAxis.Free(folded).Form,
            id => !needed.Contains(id) || OperatorTable.Has(id));
    }

    /// <summary>Counts operators and weights of a model that was read.</summary>
    public static Diagnosis Of(
        ModelFile file,
        Graph folded,
        string graphHash,
        BatchForm batch,
        Func<OperatorId, bool> isSupported)
    {
        var subject = new Subject(file, folded, batch, isSupported);
        return new(
            file,
            folded,
            graphHash,
            BatchNormDetection.Of(folded),
            batch,
            [
                .. file.Graph.AllNodes
                    .GroupBy(node => node.Operator)
                    .Select(group => new OperatorUse(group.Key, group.Count(), isSupported(group.Key)))
                    .OrderBy(use => use.Operator.ToString(), StringComparer.Ordinal),
            ],
            NodeVerdicts.Of(subject),
            FindingCatalog.Examine(subject));
    }

    /// <summary>The float constants of the folded graph: weights, statistics and others.</summary>
    public IEnumerable<TensorData> FloatTensors => Folded.Initializers.Values.Where(tensor => tensor.IsFloat);

    /// <summary>Elements of <see cref="FloatTensors"/>.</summary>
    public long FloatValues => FloatTensors.Sum(tensor => tensor.Count);

    /// <summary>Whether the file draws weights when it is read instead of holding them.</summary>
    public bool DrawsWeights => File.Graph.Nodes.Any(node =>
        node.Operator is { Domain: "", Type: "RandomNormal" or "RandomUniform" });

    /// <summary>The batch dimension of the first input: its symbolic name, its fixed size, or <c>?</c>.</summary>
    public string BatchAxis => File.Graph.Inputs is [var input, ..] && input.Shape is { IsDefaultOrEmpty: false } shape
        ? shape[0].ToString()
        : "?";

    /// <summary>The operators that stand in the way.</summary>
    public IEnumerable<OperatorUse> Unsupported => Operators.Where(use => !use.IsSupported);
}
