namespace OnnxZc.Graphs;

/// <summary>What is wrong with a model, as a code that scripts can match; printed in kebab case.</summary>
public enum ModelErrorCode
{
    /// <summary>No such file.</summary>
    FileNotFound,

    /// <summary>The file exists and cannot be read.</summary>
    FileUnreadable,

    /// <summary>The file has no bytes.</summary>
    EmptyFile,

    /// <summary>The file is a Git LFS pointer, not the model itself.</summary>
    LfsPointer,

    /// <summary>The file is not an ONNX model (text, archive, another framework's format).</summary>
    NotOnnx,

    /// <summary>The file ends early or its protobuf is damaged.</summary>
    Malformed,

    /// <summary>A budget (file size, nodes, depth, elements) is exceeded.</summary>
    TooLarge,

    /// <summary>The graph breaks a rule of the format: a cycle, an undefined value, a duplicate name.</summary>
    InvalidGraph,

    /// <summary>The model imports an opset newer than any that OnnxZc knows, or an impossible one.</summary>
    UnsupportedOpset,

    /// <summary>Nodes use operators, versions, settings or domains that OnnxZc does not implement.</summary>
    UnsupportedOperator,

    /// <summary>Shapes do not fit: inside the graph, or between the data and an input.</summary>
    ShapeMismatch,

    /// <summary>External tensor data is missing, outside the model's folder, or of the wrong size.</summary>
    ExternalData,

    /// <summary>The data (batch, labels) does not fit the model.</summary>
    DataMismatch,

    /// <summary>A native engine (libtorch, ONNX Runtime) refused or failed.</summary>
    EngineFailure,

    /// <summary>The process in which the model was executed died; the message names the signal.</summary>
    WorkerCrashed,
}
