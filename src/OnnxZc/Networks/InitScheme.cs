namespace OnnxZc.Networks;

/// <summary>
/// Where the weights come from. All but <see cref="AsIs"/> draw every learned tensor anew: weights of convolutions and
/// linear layers by the scheme, everything else as PyTorch does it (normalisations 1 and 0 with running statistics 0
/// and 1, biases uniform within 1/sqrt(fan-in), recurrent layers uniform within 1/sqrt(hidden size), embeddings
/// standard normal).
/// </summary>
public enum InitScheme
{
    /// <summary>The file's own weights.</summary>
    AsIs,

    /// <summary>PyTorch's defaults: weights uniform within 1/sqrt(fan-in).</summary>
    Default,

    /// <summary>Weights normal with deviation sqrt(2 / fan-in) (He et al. 2015).</summary>
    Kaiming,

    /// <summary>Weights normal with deviation sqrt(2 / (fan-in + fan-out)) (Glorot and Bengio 2010).</summary>
    Xavier,

    /// <summary>Weights standard normal and biases 0, as in Zen-NAS.</summary>
    Normal,

    /// <summary>Weights with orthonormal rows or columns, whichever are fewer (Saxe et al. 2013).</summary>
    Orthogonal,

    /// <summary><see cref="Default"/> with biases 0.</summary>
    DefaultZeroBias,

    /// <summary><see cref="Kaiming"/> with biases 0.</summary>
    KaimingZeroBias,

    /// <summary><see cref="Xavier"/> with biases 0.</summary>
    XavierZeroBias,

    /// <summary><see cref="Orthogonal"/> with biases 0.</summary>
    OrthogonalZeroBias,

    /// <summary>
    /// <see cref="Default"/>, but convolutions normal with deviation sqrt(2 / fan-out), as in torchvision's ResNet and
    /// TransNAS-Bench-101.
    /// </summary>
    Resnet,

    /// <summary>
    /// Convolutions normal with deviation sqrt(2 / fan-out), linear layers with 0.01, biases 0, as in torchvision's VGG
    /// and MobileNet and NAS-Bench-101.
    /// </summary>
    Vgg,
}
