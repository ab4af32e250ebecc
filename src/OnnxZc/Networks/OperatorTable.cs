using System.Collections.Frozen;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting.Fusion;
using OnnxZc.Networks.Operators;
using OnnxZc.Networks.Operators.Recurrent;
using OnnxZc.Networks.Operators.Resizing;
using OnnxZc.Networks.Operators.Spatial;

namespace OnnxZc.Networks;

/// <summary>
/// The operators that the rebuilt network implements, looked up exactly by domain, type and since-version.
/// </summary>
static class OperatorTable
{
    static readonly FrozenDictionary<OperatorId, ValueFunction> Functions = new OperatorRegistry()
        .Add(ActivationOperators.Register)
        .Add(ArithmeticOperators.Register)
        .Add(AttentionOperators.Register)
        .Add(BitwiseOperators.Register)
        .Add(CastOperators.Register)
        .Add(ControlOperators.Register)
        .Add(ConvolutionOperators.Register)
        .Add(CumulativeOperators.Register)
        .Add(IndexingOperators.Register)
        .Add(LogicOperators.Register)
        .Add(LossOperators.Register)
        .Add(MatrixOperators.Register)
        .Add(MaxPoolingOperators.Register)
        .Add(MicrosoftOperators.Register)
        .Add(NormalizationOperators.Register)
        .Add(PaddingOperators.Register)
        .Add(PoolingOperators.Register)
        .Add(QuantizationOperators.Register)
        .Add(RandomOperators.Register)
        .Add(RecurrentOperators.Register)
        .Add(ReductionOperators.Register)
        .Add(RegionOperators.Register)
        .Add(ResizeOperators.Register)
        .Add(SamplingOperators.Register)
        .Add(ScatterOperators.Register)
        .Add(SelectionOperators.Register)
        .Add(SequenceOperators.Register)
        .Add(ShapeOperators.Register)
        .Add(SignalOperators.Register)
        .Add(TrigonometricOperators.Register)
        .ToFrozen();

    /// <summary>Every implemented operator, in ordinal order of domain and type, then by version.</summary>
    public static IEnumerable<OperatorId> All => Functions.Keys
        .OrderBy(id => id.Domain, StringComparer.Ordinal)
        .ThenBy(id => id.Type, StringComparer.Ordinal)
        .ThenBy(id => id.SinceVersion);

    /// <summary>Whether such nodes are evaluated here, or taken apart before.</summary>
    public static bool Has(OperatorId id) => Functions.ContainsKey(id) || FusedOperators.Covers(id);

    /// <summary>The function of an operator that is implemented.</summary>
    public static ValueFunction Find(OperatorId id) => Functions[id];

    /// <summary>Throws where operators of a graph or its subgraphs are not implemented.</summary>
    /// <exception cref="ModelException">Operators are not implemented: all of them are named at once.</exception>
    public static void CheckAll(Graph graph)
    {
        var missing = graph.AllNodes.Where(node => !Functions.ContainsKey(node.Operator)).ToArray();
        if (missing.Length == 0)
            return;

        var names = missing.GroupBy(node => node.Operator)
            .Select(group => $"{group.Key} ({group.Count()}×, first at '{group.First().Label}')")
            .Order(StringComparer.Ordinal);
        throw new ModelException(
            ModelErrorCode.UnsupportedOperator,
            $"operators without an implementation: {string.Join(", ", names)}; "
            + "`onnxzc list operators` shows what there is: export with another opset, or without these layers")
        {
            Node = missing[0].Label,
            Operator = missing[0].Operator.ToString(),
        };
    }
}
