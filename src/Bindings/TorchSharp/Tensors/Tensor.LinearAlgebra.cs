using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Aten.Matmul.Call(this, target);

        public Tensor mm(Tensor target) => Aten.Mm.Call(this, target);

        public Tensor mv(Tensor target) => Aten.Mv.Call(this, target);

        public Tensor bmm(Tensor batch2) => Aten.Bmm.Call(this, batch2);

        public Tensor dot(Tensor target) => Aten.Dot.Call(this, target);

        public Tensor outer(Tensor vec2) => Aten.Outer.Call(this, vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Aten.Addmm.Call(this, mat1, mat2, (Scalar)beta, (Scalar)alpha);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.Baddbmm.Call(this, batch1, batch2, (Scalar)beta, (Scalar)alpha);

        public Tensor det() => Aten.Det.Call(this);

        public Tensor logdet() => Aten.Logdet.Call(this);

        public Tensor inverse() => linalg.inv(this);
    }
}
