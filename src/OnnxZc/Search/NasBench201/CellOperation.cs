namespace OnnxZc.Search.NasBench201;

/// <summary>What an edge of a cell does, in the numbering of AutoDL-Projects.</summary>
enum CellOperation
{
    /// <summary>Zeros.</summary>
    None,

    /// <summary>The value itself.</summary>
    SkipConnect,

    /// <summary>ReLU, 1x1 convolution, normalisation.</summary>
    Conv1x1,

    /// <summary>ReLU, 3x3 convolution, normalisation.</summary>
    Conv3x3,

    /// <summary>3x3 average pooling.</summary>
    AveragePool,
}
