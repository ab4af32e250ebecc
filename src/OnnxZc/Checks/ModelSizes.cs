namespace OnnxZc.Checks;

/// <summary>What a new policy is measured by.</summary>
/// <param name="Path">The model, relative to the policy's folder.</param>
/// <param name="Numbers">Its sizes; empty where it cannot be read.</param>
/// <param name="Opset">The opset of the default domain; null where there is none.</param>
sealed record ModelSizes(string Path, IReadOnlyDictionary<string, double> Numbers, int? Opset)
{
    /// <summary>The sizes of a model.</summary>
    public static ModelSizes Of(CheckedModel model) => new(
        model.Path,
        model.File is null ? new Dictionary<string, double>() : ModelNumbers.Of(model),
        model.File?.Graph.Opsets.TryGetValue("", out var opset) == true ? opset : null);
}
