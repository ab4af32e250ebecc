namespace TorchSharp.Interop;

static partial class Aten
{
    internal static readonly Operator Addmm = new("addmm");
    internal static readonly Operator Baddbmm = new("baddbmm");
    internal static readonly Operator Bmm = new("bmm");
    internal static readonly Operator Det = new("det");
    internal static readonly Operator Dot = new("dot");
    internal static readonly Operator Einsum = new("einsum");
    internal static readonly Operator LinalgCholesky = new("linalg_cholesky");
    internal static readonly Operator LinalgDet = new("linalg_det");
    internal static readonly Operator LinalgEigh = new("linalg_eigh");
    internal static readonly Operator LinalgEigvalsh = new("linalg_eigvalsh");
    internal static readonly Operator LinalgInv = new("linalg_inv");
    internal static readonly Operator LinalgMatrixNorm = new("linalg_matrix_norm", "str_ord");
    internal static readonly Operator LinalgNormName = new("linalg_norm", "ord_str");
    internal static readonly Operator LinalgNorm = new("linalg_norm");
    internal static readonly Operator LinalgSlogdet = new("linalg_slogdet");
    internal static readonly Operator LinalgSolve = new("linalg_solve");
    internal static readonly Operator LinalgSvdvals = new("linalg_svdvals");
    internal static readonly Operator LinalgVectorNorm = new("linalg_vector_norm");
    internal static readonly Operator Logdet = new("logdet");
    internal static readonly Operator Matmul = new("matmul");
    internal static readonly Operator Mm = new("mm");
    internal static readonly Operator Mv = new("mv");
    internal static readonly Operator Outer = new("outer");
}
