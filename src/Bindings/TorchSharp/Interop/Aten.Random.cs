namespace TorchSharp.Interop;

static partial class Aten
{
    internal static readonly Operator Bernoulli = new("bernoulli");
    internal static readonly Operator Multinomial = new("multinomial");
}
