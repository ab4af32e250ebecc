namespace TorchSharp.Interop;

static partial class Aten
{
    internal static readonly Operator Arange = new("arange", "start_step");
    internal static readonly Operator Empty = new("empty", "memory_format");
    internal static readonly Operator Eye = new("eye", "m");
    internal static readonly Operator Full = new("full");
    internal static readonly Operator Linspace = new("linspace");
    internal static readonly Operator Ones = new("ones");
    internal static readonly Operator Randint = new("randint", "low_generator");
    internal static readonly Operator Randn = new("randn", "generator");
    internal static readonly Operator Randperm = new("randperm", "generator");
    internal static readonly Operator Rand = new("rand", "generator");
    internal static readonly Operator Zeros = new("zeros");
}
