namespace OnnxZc.Graphs;

/// <summary>An operator at the version of its definition: what an implementation is looked up by, exactly.</summary>
/// <param name="Domain">The operator's domain; empty for <c>ai.onnx</c>.</param>
/// <param name="Type">The operator's type, such as <c>Conv</c>.</param>
/// <param name="SinceVersion">The opset in which the definition that the model uses appeared.</param>
public readonly record struct OperatorId(string Domain, string Type, int SinceVersion)
{
    /// <summary><c>Conv-11</c>, or <c>com.microsoft.Gelu-1</c> outside the default domain.</summary>
    public override string ToString() =>
        Domain.Length == 0 ? $"{Type}-{SinceVersion}" : $"{Domain}.{Type}-{SinceVersion}";
}
