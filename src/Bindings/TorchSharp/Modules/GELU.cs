using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x Φ(x), exactly by erf or approximated by tanh.</summary>
public sealed class GELU : nn.Module<Tensor, Tensor>
{
    internal GELU(bool inplace, Approximate approximate)
        : base(nameof(GELU)) => (this.inplace, this.approximate) = (inplace, approximate);

    public enum Approximate
    {
        none,
        tanh,
    }

    public bool inplace { get; set; }

    public Approximate approximate { get; set; }

    public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
}
