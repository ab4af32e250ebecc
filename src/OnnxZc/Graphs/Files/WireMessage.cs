namespace OnnxZc.Graphs.Files;

/// <summary>What a field of the ONNX format holds, as far as <see cref="WireScan"/> has to know.</summary>
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
