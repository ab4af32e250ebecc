using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);

    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.Einsum.Call(equation, tensors);

    public static Tensor det(Tensor input) => input.det();

    public static Tensor logdet(Tensor input) => input.logdet();

    public static (Tensor res, Tensor logabsdet) slogdet(Tensor A) => linalg.slogdet(A);

    public static class linalg
    {
        public static Tensor inv(Tensor input) => Aten.LinalgInv.Call(input);

        public static Tensor det(Tensor input) => Aten.LinalgDet.Call(input);

        public static (Tensor, Tensor) slogdet(Tensor input) => Aten.LinalgSlogdet.CallPair(input);

        public static Tensor cholesky(Tensor input) => Aten.LinalgCholesky.Call(input);

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') =>
            Aten.LinalgEigh.CallPair(input, UPLO.ToString());

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') =>
            Aten.LinalgEigvalsh.Call(input, UPLO.ToString());

        public static Tensor svdvals(Tensor input) => Aten.LinalgSvdvals.Call(input);

        public static Tensor solve(Tensor A, Tensor B, bool left = true) => left
            ? Aten.LinalgSolve.Call(A, B)
            : throw new NotSupportedException("This binding solves A X = B only.");

        public static Tensor norm(Tensor input, string ord, long[]? dims = null, bool keepdim = false) =>
            Aten.LinalgNormName.Call(input, ord, dims, keepdim);

        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) =>
            Aten.LinalgNorm.Call(input, (Scalar)ord, dims, keepdim);

        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) =>
            Aten.LinalgNorm.Call(input, Argument.None, dims, keepdim);

        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) =>
            Aten.LinalgVectorNorm.Call(input, (Scalar)ord, dims, keepdim);

        public static Tensor matrix_norm(
            Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) =>
            Aten.LinalgMatrixNorm.Call(input, ord, dims ?? [-2, -1], keepdim);
    }
}
