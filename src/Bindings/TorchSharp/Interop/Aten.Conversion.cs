namespace TorchSharp.Interop;

static partial class Aten
{
    internal static readonly Operator BernoulliInPlace = new("bernoulli_", "float");
    internal static readonly Operator Clone = new("clone");
    internal static readonly Operator Contiguous = new("contiguous");
    internal static readonly Operator Copy = new("copy_");
    internal static readonly Operator DetachInPlace = new("detach_");
    internal static readonly Operator Detach = new("detach");
    internal static readonly Operator EmptyLike = new("empty_like");
    internal static readonly Operator Fill = new("fill_", "Scalar");
    internal static readonly Operator FullLike = new("full_like");
    internal static readonly Operator NormalInPlace = new("normal_");
    internal static readonly Operator OnesLike = new("ones_like");
    internal static readonly Operator RandLike = new("rand_like");
    internal static readonly Operator RandnLike = new("randn_like");
    internal static readonly Operator Set = new("set_", "source_Tensor");
    internal static readonly Operator ToDevice = new("to", "device");
    internal static readonly Operator ToType = new("to", "dtype");
    internal static readonly Operator UniformInPlace = new("uniform_");
    internal static readonly Operator ZerosLike = new("zeros_like");
    internal static readonly Operator Zero = new("zero_");
}
