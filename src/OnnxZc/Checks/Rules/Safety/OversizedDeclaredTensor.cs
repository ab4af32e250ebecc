using OnnxZc.Graphs.Details;

namespace OnnxZc.Checks.Rules.Safety;

/// <summary>Holds the declared sizes of tensors against what is stored.</summary>
sealed class OversizedDeclaredTensor : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "oversized-declared-tensor",
        RuleGroup.Safety,
        RuleNeed.Details,
        RuleLevel.Error,
        "No tensor declares more than the file holds, nor more than a limit.")
    {
        Why = "A program that allocates what is declared can be brought down by a file of a few bytes.",
        Fix = "Save the model again with onnx.save; if it was made so on purpose, do not trust it.",
        Parameters =
        [
            new("limit", ParameterKind.Bytes, "The most bytes of one tensor.", 4294967296.0),
        ],
        Passing = "oversized-declared-tensor: error and any model of an exporter",
        Failing = "a tensor of 2^40 elements with 8 bytes of data",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Parts.Bounded(model.Details!.Tensors
            .Select(tensor => Wrong(tensor, settings.Number("limit")) is { } wrong
                ? new Violation($"'{tensor.Label}' of [{string.Join(", ", tensor.Dims)}] {wrong}")
                {
                    Part = tensor.Label,
                }
                : null)
            .OfType<Violation>());

    static string? Wrong(TensorDetails tensor, double? limit)
    {
        if (tensor.Count is null)
            return "has a negative dimension, or more elements than 64 bits count";
        if (tensor.DeclaredBytes is not { } declared)
            return DataTypes.Bits(tensor.DataType) is null ? null : "takes more bytes than 64 bits count";
        if (declared > limit)
            return FormattableString.Invariant($"takes {declared:N0} bytes; {limit:N0} are allowed");
        return !tensor.IsSparse && tensor.StoredBytes is { } stored && declared > stored
            ? FormattableString.Invariant($"takes {declared:N0} bytes where {stored:N0} are stored")
            : null;
    }
}
