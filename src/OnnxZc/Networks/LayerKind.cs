namespace OnnxZc.Networks;

/// <summary>What kind of layer a weight belongs to.</summary>
public enum LayerKind
{
    /// <summary>A convolution over two spatial dimensions; weights are [out, in / groups, height, width].</summary>
    Convolution,

    /// <summary>A fully connected layer; weights are [out, in] or [in, out].</summary>
    Linear,
}
