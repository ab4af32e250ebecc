using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) =>
                inplace ? Changed(x, Aten.ReluInPlace) : Aten.Relu.Call(x);

            public static Tensor relu6(Tensor x, bool inplace = false) =>
                inplace ? Changed(x, Aten.Relu6InPlace) : Aten.Relu6.Call(x);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace
                    ? Changed(input, Aten.LeakyReluInPlace, (Scalar)negative_slope)
                    : Aten.LeakyRelu.Call(input, (Scalar)negative_slope);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? Changed(x, Aten.EluInPlace, (Scalar)alpha) : Aten.Elu.Call(x, (Scalar)alpha);

            public static Tensor celu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? Changed(x, Aten.CeluInPlace, (Scalar)alpha) : Aten.Celu.Call(x, (Scalar)alpha);

            public static Tensor selu(Tensor x, bool inplace = false) =>
                inplace ? Changed(x, Aten.SeluInPlace) : Aten.Selu.Call(x);

            public static Tensor silu(Tensor x, bool inplace = false) =>
                inplace ? Changed(x, Aten.SiluInPlace) : Aten.Silu.Call(x);

            public static Tensor mish(Tensor x, bool inplace = false) =>
                inplace ? Changed(x, Aten.MishInPlace) : Aten.Mish.Call(x);

            public static Tensor hardswish(Tensor input, bool inplace = false) =>
                inplace ? Changed(input, Aten.HardswishInPlace) : Aten.Hardswish.Call(input);

            public static Tensor hardsigmoid(Tensor input, bool inplace = false) =>
                inplace ? Changed(input, Aten.HardsigmoidInPlace) : Aten.Hardsigmoid.Call(input);

            public static Tensor hardtanh(
                Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false) =>
                inplace
                    ? Changed(x, Aten.HardtanhInPlace, (Scalar)min_val, (Scalar)max_val)
                    : Aten.Hardtanh.Call(x, (Scalar)min_val, (Scalar)max_val);

            public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) =>
                inplace
                    ? Changed(x, Aten.ThresholdInPlace, (Scalar)threshold, (Scalar)value)
                    : Aten.Threshold.Call(x, (Scalar)threshold, (Scalar)value);

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor tanh(Tensor x, bool inplace = false) =>
                inplace ? Changed(x, Aten.TanhInPlace) : x.tanh();

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) =>
                Aten.Softplus.Call(x, (Scalar)beta, (Scalar)threshold);

            public static Tensor softshrink(Tensor x, double lambda = 0.5) => Aten.Softshrink.Call(x, (Scalar)lambda);

            public static Tensor hardshrink(Tensor x, double lambda = 0.5) => Aten.Hardshrink.Call(x, (Scalar)lambda);

            public static Tensor logsigmoid(Tensor x) => Aten.LogSigmoid.Call(x);

            public static Tensor glu(Tensor input, long dim = -1) => Aten.Glu.Call(input, dim);

            public static Tensor prelu(Tensor input, Tensor weight) => Aten.Prelu.Call(input, weight);

            public static Tensor softsign(Tensor x, bool inplace = false)
            {
                using var magnitude = x.abs();
                using var denominator = magnitude.add(1);
                return inplace ? x.div_(denominator).alias() : x.div(denominator);
            }

            public static Tensor gelu(Tensor x) => Aten.Gelu.Call(x);

            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                inplace ? Changed(x, Aten.GeluInPlace, Name(approximate)) : Aten.Gelu.Call(x, Name(approximate));

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            static Tensor Changed(Tensor tensor, Operator change, params ReadOnlySpan<Argument> options)
            {
                change.Run([tensor, .. options]);
                return tensor.alias();
            }

            static string Name(GELU.Approximate approximate) =>
                approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none";
        }
    }
}
