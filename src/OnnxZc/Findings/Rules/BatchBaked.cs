using OnnxZc.Graphs;

namespace OnnxZc.Findings.Rules;

/// <summary>A batch size that the exporter fixed.</summary>
sealed class BatchBaked : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        if (subject.Batch == BatchForm.Dynamic)
            return null;
        var isFreed = subject.Batch == BatchForm.Rewritten;
        var fixedInputs = subject.Graph.Inputs
            .Where(input => input.Shape is { IsDefaultOrEmpty: false } shape && shape[0].Size is not null)
            .ToArray();
        var size = fixedInputs is [var first, ..] ? $" of {first.Shape[0].Size}" : "";
        return new(
            "batch-baked-in",
            isFreed ? Severity.Note : Severity.Warning,
            $"The batch size{size} is part of the model"
            + (isFreed ? "; scoring frees it." : ", and cannot be freed: proxies run with that batch alone."),
            "Export with dynamic_axes={'" + (fixedInputs.FirstOrDefault()?.Name ?? "input")
            + "': {0: 'N'}} (torch.onnx.export), or set the first dimension to a name.",
            [.. fixedInputs.Select(input => input.Name)]);
    }
}
