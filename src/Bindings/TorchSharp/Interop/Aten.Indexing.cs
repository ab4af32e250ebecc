namespace TorchSharp.Interop;

static partial class Aten
{
    internal static readonly Operator Gather = new("gather");
    internal static readonly Operator IndexAdd = new("index_add");
    internal static readonly Operator IndexCopy = new("index_copy");
    internal static readonly Operator IndexFill = new("index_fill", "int_Scalar");
    internal static readonly Operator IndexPut = new("index_put_");
    internal static readonly Operator IndexSelect = new("index_select");
    internal static readonly Operator Index = new("index", "Tensor");
    internal static readonly Operator MaskedFillInPlace = new("masked_fill_", "Scalar");
    internal static readonly Operator MaskedFill = new("masked_fill", "Scalar");
    internal static readonly Operator MaskedSelect = new("masked_select");
    internal static readonly Operator Nonzero = new("nonzero");
    internal static readonly Operator ScatterAddInPlace = new("scatter_add_");
    internal static readonly Operator ScatterAdd = new("scatter_add");
    internal static readonly Operator ScatterInPlace = new("scatter_", "src");
    internal static readonly Operator Scatter = new("scatter", "src");
    internal static readonly Operator TakeAlongDim = new("take_along_dim");
    internal static readonly Operator Take = new("take");
    internal static readonly Operator WhereList = new("where");
    internal static readonly Operator Where = new("where", "self");
}
