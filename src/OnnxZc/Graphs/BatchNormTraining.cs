namespace OnnxZc.Graphs;

/// <summary>
/// Whether a BatchNormalization node is in training form: by attribute, or before opset 14 by outputs.
/// </summary>
static class BatchNormTraining
{
    /// <param name="node">A BatchNormalization node of the default domain.</param>
    public static bool Is(Node node) => node.Operator.SinceVersion >= 14
        ? node.Attributes["training_mode"] is > 0L
        : node.Outputs.Count(output => output.Length > 0) > 1;
}
