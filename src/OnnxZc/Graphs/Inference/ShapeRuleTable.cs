using OnnxZc.Graphs.Inference.Signals;
using OnnxZc.Graphs.Inference.Spatial;

namespace OnnxZc.Graphs.Inference;

/// <summary>The rules of all families by operator type, and the checks that hold for every operator.</summary>
static class ShapeRuleTable
{
    // A terabyte of bytes is far beyond any tensor that a real model makes; sizes like this come from damaged files.
    const long MostElements = 1L << 40;

    static readonly Dictionary<string, ShapeRule> Rules = Collect();

    static readonly Dictionary<string, ShapeRule> Runtime =
        Contributions.Rules.ToDictionary(r => r.Type, r => r.Rule, StringComparer.Ordinal);

    /// <summary>Whether the operator's outputs can be inferred.</summary>
    public static bool Covers(OperatorId id) => RulesOf(id.Domain).ContainsKey(id.Type);

    /// <summary>The operator types that have a rule.</summary>
    public static IEnumerable<string> Types => Rules.Keys;

    /// <summary>The outputs of a node, or why they are unknown.</summary>
    /// <exception cref="ModelException">The shapes cannot fit, or an attribute is of the wrong type.</exception>
    public static Inferred Apply(Operation operation)
    {
        var id = operation.Node.Operator;
        if (!RulesOf(id.Domain).TryGetValue(id.Type, out var rule))
            return Inferred.Unknown($"there is no shape rule for {id}");
        if (!rule.ToleratesUnknown && operation.UnknownInput is { } name)
            return Inferred.Unknown($"the shape of '{name}' is unknown");

        try
        {
            return Checked(operation, rule.Infer(operation));
        }
        catch (OverflowException overflow)
        {
            throw ModelException.At(operation.Node, ModelErrorCode.ShapeMismatch, "sizes exceed 64 bits", overflow);
        }
        catch (AttributeException attribute)
        {
            throw attribute.About(operation.Node);
        }
    }

    static Dictionary<string, ShapeRule> RulesOf(string domain) => domain switch
    {
        "" => Rules,
        OperatorVersions.Microsoft => Runtime,
        _ => [],
    };

    static Inferred Checked(Operation operation, Inferred inferred)
    {
        foreach (var output in inferred.Outputs)
        {
            if (output.Shape.Any(size => size < 0))
                throw operation.Mismatch($"a dimension of the result {ShapeText.Of(output.Shape)} is negative");
            if (output.Count > MostElements)
                throw operation.Mismatch($"the result {ShapeText.Of(output.Shape)} is too large to be meant");
            if (!Enum.IsDefined(output.Type))
                return Inferred.Unknown($"{operation.Node.Operator} makes elements of data type {(int)output.Type}");
        }

        return inferred;
    }

    static Dictionary<string, ShapeRule> Collect()
    {
        IEnumerable<(string Type, ShapeRule Rule)>[] families =
        [
            Elementwise.Rules, Convolutions.Rules, Pooling.Rules, MatrixProducts.Rules, Normalizations.Rules,
            Reductions.Rules, Reshaping.Rules, Permuting.Rules, Slicing.Rules, Gathering.Rules, Joining.Rules,
            Padding.Rules, Resizing.Rules, Generators.Rules, Inspections.Rules, Recurrences.Rules, Selections.Rules,
            Attentions.Rules, Quantizations.Rules, Sampling.Rules, Sequences.Rules, Spectra.Rules,
        ];
        return families.SelectMany(f => f).ToDictionary(r => r.Type, r => r.Rule, StringComparer.Ordinal);
    }
}
