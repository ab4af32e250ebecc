namespace OnnxZc.Search.Building;

/// <summary>How a convolution or pooling walks over an image, alike in height and width.</summary>
/// <param name="Kernel">Its size.</param>
/// <param name="Stride">Its step.</param>
/// <param name="Dilation">Distance of the kernel's elements.</param>
readonly record struct Window(int Kernel, int Stride = 1, int Dilation = 1)
{
    /// <summary>Padding on every side; by default what keeps the size at stride 1.</summary>
    public int Padding { get; init; } = Dilation * (Kernel - 1) / 2;
}
