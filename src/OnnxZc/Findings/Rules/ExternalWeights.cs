namespace OnnxZc.Findings.Rules;

/// <summary>Weights in other files than the model's.</summary>
sealed class ExternalWeights : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        var tensors = subject.Graph.Initializers.Where(pair => pair.Value.Bytes.Length > 0)
            .OrderByDescending(pair => pair.Value.Bytes.Length)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .ToArray();
        var bytes = tensors.Sum(pair => (long)pair.Value.Bytes.Length);
        return bytes <= subject.File.FileSize ? null : new(
            "external-data",
            Severity.Note,
            $"The weights ({bytes} bytes) lie in other files: whoever moves the model must move them too.",
            "Save the model whole with onnx.save_model(model, path, save_as_external_data=False) if it is below 2 GB.",
            [.. tensors.Select(pair => pair.Key)]);
    }
}
