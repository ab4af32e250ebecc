namespace OnnxZc.Search.Darts;

/// <summary>What an edge of a cell computes, in the order of DARTS' primitives, of which the first is none.</summary>
enum DartsOperation
{
    /// <summary>Max pooling 3×3.</summary>
    MaxPool3x3 = 1,

    /// <summary>Average pooling 3×3 that leaves padding out.</summary>
    AvgPool3x3,

    /// <summary>The identity; at stride 2 a factorized reduction.</summary>
    SkipConnect,

    /// <summary>Two separable convolutions 3×3.</summary>
    SepConv3x3,

    /// <summary>Two separable convolutions 5×5.</summary>
    SepConv5x5,

    /// <summary>A separable convolution 3×3 of dilation 2.</summary>
    DilConv3x3,

    /// <summary>A separable convolution 5×5 of dilation 2.</summary>
    DilConv5x5,
}
