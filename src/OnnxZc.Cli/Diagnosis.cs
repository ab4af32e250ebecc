using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;

namespace OnnxZc.Cli;

/// <summary>
/// What <c>doctor</c> tells of a model: what it is, what it needs, and what stands in the way of scoring it.
/// </summary>
/// <param name="File">The file and its graph.</param>
/// <param name="GraphHash">SHA-256 of the graph without names and weights.</param>
/// <param name="BatchNorm">Where BatchNormalization went.</param>
/// <param name="Operators">Every operator in the graph, in ordinal order.</param>
sealed record Diagnosis(
    ModelFile File,
    string GraphHash,
    BatchNormForm BatchNorm,
    ImmutableArray<OperatorUse> Operators)
{
    /// <summary>Reads and examines a model; an operator that folds away needs no implementation.</summary>
    /// <exception cref="ModelException">The file cannot be read as a model.</exception>
    public static Diagnosis Read(string path)
    {
        var file = OnnxReader.Read(path);
        var folded = ConstantFolder.Fold(file.Graph);
        var needed = folded.Nodes.Select(node => node.Operator).ToHashSet();
        return Of(
            file,
            Graphs.GraphHash.Of(file.Graph),
            BatchNormDetection.Of(folded),
            id => !needed.Contains(id) || OperatorTable.Has(id));
    }

    /// <summary>Counts operators and weights of a model that was read.</summary>
    public static Diagnosis Of(
        ModelFile file,
        string graphHash,
        BatchNormForm batchNorm,
        Func<OperatorId, bool> isSupported) =>
        new(file, graphHash, batchNorm, [
            .. file.Graph.Nodes
                .GroupBy(node => node.Operator)
                .Select(group => new OperatorUse(group.Key, group.Count(), isSupported(group.Key)))
                .OrderBy(use => use.Operator.ToString(), StringComparer.Ordinal),
        ]);

    /// <summary>Elements of the float initializers: weights, statistics and other constants.</summary>
    public long FloatValues => File.Graph.Initializers.Values
        .Where(tensor => tensor.IsFloat)
        .Sum(tensor => tensor.Count);

    /// <summary>The batch dimension of the first input: its symbolic name, its fixed size, or <c>?</c>.</summary>
    public string BatchAxis => File.Graph.Inputs is [var input, ..] && input.Shape is { IsDefaultOrEmpty: false } shape
        ? shape[0].ToString()
        : "?";

    /// <summary>The operators that stand in the way.</summary>
    public IEnumerable<OperatorUse> Unsupported => Operators.Where(use => !use.IsSupported);
}
