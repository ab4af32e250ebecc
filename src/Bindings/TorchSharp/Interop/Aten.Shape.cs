namespace TorchSharp.Interop;

static partial class Aten
{
    internal static readonly Operator AsStrided = new("as_strided");
    internal static readonly Operator BroadcastTo = new("broadcast_to");
    internal static readonly Operator Cat = new("cat");
    internal static readonly Operator Chunk = new("chunk");
    internal static readonly Operator DiagEmbed = new("diag_embed");
    internal static readonly Operator Diagonal = new("diagonal");
    internal static readonly Operator Diag = new("diag");
    internal static readonly Operator Expand = new("expand");
    internal static readonly Operator Flatten = new("flatten", "using_ints");
    internal static readonly Operator Flip = new("flip");
    internal static readonly Operator Movedim = new("movedim", "intlist");
    internal static readonly Operator Narrow = new("narrow");
    internal static readonly Operator NumpyT = new("numpy_T");
    internal static readonly Operator Permute = new("permute");
    internal static readonly Operator RepeatInterleave = new("repeat_interleave", "self_int");
    internal static readonly Operator Repeat = new("repeat");
    internal static readonly Operator Reshape = new("reshape");
    internal static readonly Operator Roll = new("roll");
    internal static readonly Operator Select = new("select", "int");
    internal static readonly Operator Slice = new("slice", "Tensor");
    internal static readonly Operator SplitSizes = new("split_with_sizes");
    internal static readonly Operator Split = new("split", "Tensor");
    internal static readonly Operator SqueezeDim = new("squeeze", "dim");
    internal static readonly Operator Squeeze = new("squeeze");
    internal static readonly Operator Stack = new("stack");
    internal static readonly Operator Tile = new("tile");
    internal static readonly Operator Trace = new("trace");
    internal static readonly Operator Transpose = new("transpose", "int");
    internal static readonly Operator Tril = new("tril");
    internal static readonly Operator Triu = new("triu");
    internal static readonly Operator T = new("t");
    internal static readonly Operator Unbind = new("unbind", "int");
    internal static readonly Operator Unflatten = new("unflatten", "int");
    internal static readonly Operator Unfold = new("unfold");
    internal static readonly Operator Unsqueeze = new("unsqueeze");
    internal static readonly Operator View = new("view");
}
