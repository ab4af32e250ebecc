namespace TorchSharp.Interop;

static partial class Aten
{
    internal static readonly Operator AllDim = new("all", "dim");
    internal static readonly Operator All = new("all");
    internal static readonly Operator Amax = new("amax");
    internal static readonly Operator Amin = new("amin");
    internal static readonly Operator AnyDim = new("any", "dim");
    internal static readonly Operator Any = new("any");
    internal static readonly Operator Argmax = new("argmax");
    internal static readonly Operator Argmin = new("argmin");
    internal static readonly Operator Argsort = new("argsort");
    internal static readonly Operator Corrcoef = new("corrcoef");
    internal static readonly Operator CountNonzero = new("count_nonzero", "dim_IntList");
    internal static readonly Operator Cumprod = new("cumprod");
    internal static readonly Operator Cumsum = new("cumsum");
    internal static readonly Operator Dist = new("dist");
    internal static readonly Operator Histc = new("histc");
    internal static readonly Operator LogSoftmax = new("log_softmax", "int");
    internal static readonly Operator Logsumexp = new("logsumexp");
    internal static readonly Operator MaxDim = new("max", "dim");
    internal static readonly Operator Max = new("max");
    internal static readonly Operator MeanDims = new("mean", "dim");
    internal static readonly Operator Mean = new("mean");
    internal static readonly Operator Median = new("median");
    internal static readonly Operator MinDim = new("min", "dim");
    internal static readonly Operator Min = new("min");
    internal static readonly Operator Nansum = new("nansum");
    internal static readonly Operator NormDims = new("norm", "ScalarOpt_dim");
    internal static readonly Operator Norm = new("norm", "Scalar");
    internal static readonly Operator ProdDim = new("prod", "dim_int");
    internal static readonly Operator Prod = new("prod");
    internal static readonly Operator Softmax = new("softmax", "int");
    internal static readonly Operator Sort = new("sort", "stable");
    internal static readonly Operator StdDims = new("std", "dim");
    internal static readonly Operator Std = new("std");
    internal static readonly Operator SumDims = new("sum", "dim_IntList");
    internal static readonly Operator Sum = new("sum");
    internal static readonly Operator Topk = new("topk");
    internal static readonly Operator VarDims = new("var", "dim");
    internal static readonly Operator Var = new("var");
}
