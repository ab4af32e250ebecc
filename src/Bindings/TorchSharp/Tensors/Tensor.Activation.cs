using TorchSharp.Interop;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor relu() => Aten.Relu.Call(this);

        public Tensor relu_() => InPlace(Aten.ReluInPlace);

        public Tensor relu6() => Aten.Relu6.Call(this);

        public Tensor leaky_relu(Scalar negative_slope) => Aten.LeakyRelu.Call(this, negative_slope);

        public Tensor elu(double alpha = 1) => F.elu(this, alpha);

        public Tensor celu(Scalar alpha) => Aten.Celu.Call(this, alpha);

        public Tensor selu() => Aten.Selu.Call(this);

        public Tensor silu() => Aten.Silu.Call(this);

        public Tensor gelu() => Aten.Gelu.Call(this);

        public Tensor hardsigmoid() => Aten.Hardsigmoid.Call(this);

        public Tensor hardswish() => Aten.Hardswish.Call(this);

        public Tensor hardtanh(Scalar min, Scalar max) => Aten.Hardtanh.Call(this, min, max);

        public Tensor softplus(double beta = 1, double threshold = 20) => F.softplus(this, beta, threshold);

        public Tensor log_sigmoid() => Aten.LogSigmoid.Call(this);

        public Tensor prelu(Tensor target) => Aten.Prelu.Call(this, target);

        public Tensor glu(long dim = -1) => Aten.Glu.Call(this, dim);
    }
}
