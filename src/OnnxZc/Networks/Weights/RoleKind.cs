namespace OnnxZc.Networks.Weights;

/// <summary>What a float tensor is to its network, as far as initialisation goes.</summary>
enum RoleKind
{
    /// <summary>The weight of a convolution.</summary>
    Convolution,

    /// <summary>The weight of a linear layer.</summary>
    Linear,

    /// <summary>The bias of a convolution or linear layer.</summary>
    Bias,

    /// <summary>The scale of a normalisation, or a running variance.</summary>
    One,

    /// <summary>The bias of a normalisation, or a running mean.</summary>
    Zero,

    /// <summary>A running mean that the same node updates.</summary>
    UpdatedMean,

    /// <summary>A running variance that the same node updates.</summary>
    UpdatedVariance,

    /// <summary>A table that rows are taken from by index.</summary>
    Embedding,

    /// <summary>A weight or bias of RNN, GRU or LSTM.</summary>
    Recurrent,

    /// <summary>The slope of a PRelu.</summary>
    Slope,

    /// <summary>Any other learned tensor, such as a position embedding or a class token.</summary>
    Table,
}
