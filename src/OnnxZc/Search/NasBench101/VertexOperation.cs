namespace OnnxZc.Search.NasBench101;

/// <summary>What a vertex between input and output computes, in the order of the benchmark's own codes.</summary>
enum VertexOperation
{
    /// <summary>Convolution 3×3, batch normalization, rectifier.</summary>
    Conv3x3,

    /// <summary>Convolution 1×1, batch normalization, rectifier.</summary>
    Conv1x1,

    /// <summary>Max pooling 3×3, stride 1.</summary>
    MaxPool3x3,
}
