namespace TorchSharp.Interop;

static partial class Aten
{
    internal static readonly Operator CeluInPlace = new("celu_");
    internal static readonly Operator Celu = new("celu");
    internal static readonly Operator EluInPlace = new("elu_");
    internal static readonly Operator Elu = new("elu");
    internal static readonly Operator GeluInPlace = new("gelu_");
    internal static readonly Operator Gelu = new("gelu");
    internal static readonly Operator Glu = new("glu");
    internal static readonly Operator Hardshrink = new("hardshrink");
    internal static readonly Operator HardsigmoidInPlace = new("hardsigmoid_");
    internal static readonly Operator Hardsigmoid = new("hardsigmoid");
    internal static readonly Operator HardswishInPlace = new("hardswish_");
    internal static readonly Operator Hardswish = new("hardswish");
    internal static readonly Operator HardtanhInPlace = new("hardtanh_");
    internal static readonly Operator Hardtanh = new("hardtanh");
    internal static readonly Operator LeakyReluInPlace = new("leaky_relu_");
    internal static readonly Operator LeakyRelu = new("leaky_relu");
    internal static readonly Operator LogSigmoid = new("log_sigmoid");
    internal static readonly Operator MishInPlace = new("mish_");
    internal static readonly Operator Mish = new("mish");
    internal static readonly Operator Prelu = new("prelu");
    internal static readonly Operator Relu6InPlace = new("relu6_");
    internal static readonly Operator Relu6 = new("relu6");
    internal static readonly Operator ReluInPlace = new("relu_");
    internal static readonly Operator Relu = new("relu");
    internal static readonly Operator SeluInPlace = new("selu_");
    internal static readonly Operator Selu = new("selu");
    internal static readonly Operator SiluInPlace = new("silu_");
    internal static readonly Operator Silu = new("silu");
    internal static readonly Operator Softplus = new("softplus");
    internal static readonly Operator Softshrink = new("softshrink");
    internal static readonly Operator ThresholdInPlace = new("threshold_");
    internal static readonly Operator Threshold = new("threshold");
}
