namespace OnnxZc.Graphs;

/// <summary>The messages of the ONNX format that <see cref="WireScan"/> walks into, and what their fields hold.</summary>
enum WireMessage
{
    /// <summary>Numbers or bytes: nothing to walk into.</summary>
    None,

    /// <summary>A name or text.</summary>
    Text,

    Model,
    Training,
    Function,
    Graph,
    Node,
    Attribute,
    Tensor,
    SparseTensor,
    ValueInfo,
    Type,
    TensorType,
    Shape,
    Wrapper,
    Map,
    Entry,
}
