namespace OnnxZc.Graphs.Details;

/// <summary>A node as the file has it.</summary>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Domain">Its operator's domain; empty for <c>ai.onnx</c>.</param>
/// <param name="Type">Its operator's type.</param>
/// <param name="Output">The first output that has a name; may be empty.</param>
sealed record DeclaredNode(string Name, string Domain, string Type, string Output)
{
    /// <summary>Whether it calls one of the model's own functions.</summary>
    public bool IsCall { get; init; }

    /// <summary>The model's own function whose body it belongs to; null outside of functions.</summary>
    public string? Function { get; init; }

    /// <summary>The element type that a Cast gives, as the format's number; null for others.</summary>
    public long? CastTo { get; init; }

    /// <summary><c>Conv</c>, or <c>com.microsoft.Gelu</c> outside the default domain.</summary>
    public string Operator => Domain.Length == 0 ? Type : $"{Domain}.{Type}";

    /// <summary>The node's name, or that of its first output where it has none.</summary>
    public string Label => Name.Length > 0 ? Name : Output.Length > 0 ? Output : "(unnamed)";
}
