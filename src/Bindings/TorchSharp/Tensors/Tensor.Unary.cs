using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Aten.Abs.Call(this);
        public Tensor abs_() => InPlace(Aten.AbsInPlace);

        public Tensor absolute() => abs();
        public Tensor absolute_() => abs_();

        public Tensor acos() => Aten.Acos.Call(this);
        public Tensor acos_() => InPlace(Aten.AcosInPlace);

        public Tensor acosh() => arccosh();
        public Tensor acosh_() => arccosh_();

        public Tensor arccos() => acos();
        public Tensor arccos_() => acos_();

        public Tensor arccosh() => Aten.Arccosh.Call(this);
        public Tensor arccosh_() => InPlace(Aten.ArccoshInPlace);

        public Tensor arcsin() => asin();
        public Tensor arcsin_() => asin_();

        public Tensor arcsinh() => Aten.Arcsinh.Call(this);
        public Tensor arcsinh_() => InPlace(Aten.ArcsinhInPlace);

        public Tensor arctan() => atan();
        public Tensor arctan_() => atan_();

        public Tensor arctanh() => Aten.Arctanh.Call(this);
        public Tensor arctanh_() => InPlace(Aten.ArctanhInPlace);

        public Tensor asin() => Aten.Asin.Call(this);
        public Tensor asin_() => InPlace(Aten.AsinInPlace);

        public Tensor asinh() => arcsinh();
        public Tensor asinh_() => arcsinh_();

        public Tensor atan() => Aten.Atan.Call(this);
        public Tensor atan_() => InPlace(Aten.AtanInPlace);

        public Tensor atanh() => arctanh();
        public Tensor atanh_() => arctanh_();

        public Tensor bitwise_not() => Aten.BitwiseNot.Call(this);
        public Tensor bitwise_not_() => InPlace(Aten.BitwiseNotInPlace);

        public Tensor ceil() => Aten.Ceil.Call(this);
        public Tensor ceil_() => InPlace(Aten.CeilInPlace);

        public Tensor cos() => Aten.Cos.Call(this);
        public Tensor cos_() => InPlace(Aten.CosInPlace);

        public Tensor cosh() => Aten.Cosh.Call(this);
        public Tensor cosh_() => InPlace(Aten.CoshInPlace);

        public Tensor erf() => Aten.Erf.Call(this);
        public Tensor erf_() => InPlace(Aten.ErfInPlace);

        public Tensor erfc() => Aten.Erfc.Call(this);
        public Tensor erfc_() => InPlace(Aten.ErfcInPlace);

        public Tensor erfinv() => Aten.Erfinv.Call(this);
        public Tensor erfinv_() => InPlace(Aten.ErfinvInPlace);

        public Tensor exp() => Aten.Exp.Call(this);
        public Tensor exp_() => InPlace(Aten.ExpInPlace);

        public Tensor exp2() => Aten.Exp2.Call(this);
        public Tensor exp2_() => InPlace(Aten.Exp2InPlace);

        public Tensor expm1() => Aten.Expm1.Call(this);
        public Tensor expm1_() => InPlace(Aten.Expm1InPlace);

        public Tensor fix() => trunc();

        public Tensor floor() => Aten.Floor.Call(this);
        public Tensor floor_() => InPlace(Aten.FloorInPlace);

        public Tensor frac() => Aten.Frac.Call(this);
        public Tensor frac_() => InPlace(Aten.FracInPlace);

        public Tensor isfinite() => Aten.Isfinite.Call(this);

        public Tensor isinf() => Aten.Isinf.Call(this);

        public Tensor isnan() => Aten.Isnan.Call(this);

        public Tensor isneginf() => Aten.Isneginf.Call(this);

        public Tensor isposinf() => Aten.Isposinf.Call(this);

        public Tensor lgamma() => Aten.Lgamma.Call(this);
        public Tensor lgamma_() => InPlace(Aten.LgammaInPlace);

        public Tensor log() => Aten.Log.Call(this);
        public Tensor log_() => InPlace(Aten.LogInPlace);

        public Tensor log10() => Aten.Log10.Call(this);
        public Tensor log10_() => InPlace(Aten.Log10InPlace);

        public Tensor log1p() => Aten.Log1p.Call(this);
        public Tensor log1p_() => InPlace(Aten.Log1pInPlace);

        public Tensor log2() => Aten.Log2.Call(this);
        public Tensor log2_() => InPlace(Aten.Log2InPlace);

        public Tensor logical_not() => Aten.LogicalNot.Call(this);
        public Tensor logical_not_() => InPlace(Aten.LogicalNotInPlace);

        public Tensor neg() => Aten.Neg.Call(this);
        public Tensor neg_() => InPlace(Aten.NegInPlace);

        public Tensor negative() => neg();

        public Tensor reciprocal() => Aten.Reciprocal.Call(this);
        public Tensor reciprocal_() => InPlace(Aten.ReciprocalInPlace);

        public Tensor rsqrt() => Aten.Rsqrt.Call(this);
        public Tensor rsqrt_() => InPlace(Aten.RsqrtInPlace);

        public Tensor sigmoid() => Aten.Sigmoid.Call(this);
        public Tensor sigmoid_() => InPlace(Aten.SigmoidInPlace);

        public Tensor sign() => Aten.Sign.Call(this);
        public Tensor sign_() => InPlace(Aten.SignInPlace);

        public Tensor signbit() => Aten.Signbit.Call(this);

        public Tensor sin() => Aten.Sin.Call(this);
        public Tensor sin_() => InPlace(Aten.SinInPlace);

        public Tensor sinh() => Aten.Sinh.Call(this);
        public Tensor sinh_() => InPlace(Aten.SinhInPlace);

        public Tensor sqrt() => Aten.Sqrt.Call(this);
        public Tensor sqrt_() => InPlace(Aten.SqrtInPlace);

        public Tensor tan() => Aten.Tan.Call(this);
        public Tensor tan_() => InPlace(Aten.TanInPlace);

        public Tensor tanh() => Aten.Tanh.Call(this);
        public Tensor tanh_() => InPlace(Aten.TanhInPlace);

        public Tensor trunc() => Aten.Trunc.Call(this);
        public Tensor trunc_() => InPlace(Aten.TruncInPlace);

        Tensor InPlace(Operator change)
        {
            change.Run(this);
            return this;
        }
    }
}
