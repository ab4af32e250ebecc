namespace OnnxZc.Networks.Weights;

/// <summary>What a tensor is to its network.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="FanIn">
/// Of a weight or bias: the weights that feed one output; of a recurrent tensor: the hidden size.
/// </param>
/// <param name="FanOut">Of a weight: its first dimension (a linear layer's outputs) times the kernel's size.</param>
sealed record TensorRole(RoleKind Kind, long FanIn = 1, long FanOut = 1)
{
    /// <summary>Whether <c>--init</c>'s schemes differ in it.</summary>
    public bool IsWeight => Kind is RoleKind.Convolution or RoleKind.Linear;
}
