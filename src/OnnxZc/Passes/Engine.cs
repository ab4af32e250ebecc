namespace OnnxZc.Passes;

/// <summary>Which engine runs a pass.</summary>
enum Engine
{
    /// <summary>The rebuilt network in libtorch.</summary>
    Torch,

    /// <summary>The file's graph in ONNX Runtime.</summary>
    OnnxRuntime,
}
