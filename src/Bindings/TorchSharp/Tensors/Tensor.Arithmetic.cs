using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.Add.Call(this, target);
        public Tensor add(Scalar scalar) => Aten.AddScalar.Call(this, scalar);
        public Tensor add_(Tensor target) => InPlace(Aten.AddInPlace, target);
        public Tensor add_(Scalar scalar) => InPlace(Aten.AddScalarInPlace, scalar);

        public Tensor sub(Tensor target) => Aten.Sub.Call(this, target);
        public Tensor sub(Scalar target) => Aten.SubScalar.Call(this, target);
        public Tensor sub_(Tensor target) => InPlace(Aten.SubInPlace, target);
        public Tensor sub_(Scalar target) => InPlace(Aten.SubScalarInPlace, target);

        public Tensor mul(Tensor target) => Aten.Mul.Call(this, target);
        public Tensor mul(Scalar target) => Aten.MulScalar.Call(this, target);
        public Tensor mul_(Tensor target) => InPlace(Aten.MulInPlace, target);
        public Tensor mul_(Scalar target) => InPlace(Aten.MulScalarInPlace, target);

        public Tensor pow(Tensor exponent) => Aten.Pow.Call(this, exponent);
        public Tensor pow(Scalar exponent) => Aten.PowScalar.Call(this, exponent);
        public Tensor pow_(Tensor exponent) => InPlace(Aten.PowInPlace, exponent);
        public Tensor pow_(Scalar exponent) => InPlace(Aten.PowScalarInPlace, exponent);

        public Tensor fmod(Tensor target) => Aten.Fmod.Call(this, target);
        public Tensor fmod(Scalar scalar) => Aten.FmodScalar.Call(this, scalar);
        public Tensor fmod_(Tensor target) => InPlace(Aten.FmodInPlace, target);
        public Tensor fmod_(Scalar scalar) => InPlace(Aten.FmodScalarInPlace, scalar);

        public Tensor remainder(Tensor target) => Aten.Remainder.Call(this, target);
        public Tensor remainder(Scalar scalar) => Aten.RemainderScalar.Call(this, scalar);
        public Tensor remainder_(Tensor target) => InPlace(Aten.RemainderInPlace, target);
        public Tensor remainder_(Scalar scalar) => InPlace(Aten.RemainderScalarInPlace, scalar);

        public Tensor add(Tensor target, Scalar alpha) => Aten.Add.Call(this, target, alpha);
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.AddScalar.Call(this, scalar, alpha);
        public Tensor add_(Tensor target, Scalar alpha) => InPlace(Aten.AddInPlace, target, alpha);
        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace(Aten.AddScalarInPlace, scalar, alpha);

        public Tensor subtract(Tensor target) => sub(target);
        public Tensor subtract(Scalar target) => sub(target);
        public Tensor multiply(Tensor target) => mul(target);
        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.Div.Call(this, target)
                : Aten.DivRounding.Call(this, target, Name(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.DivScalar.Call(this, target)
                : Aten.DivScalarRounding.Call(this, target, Name(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? InPlace(Aten.DivInPlace, target)
                : InPlace(Aten.DivRoundingInPlace, target, Name(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? InPlace(Aten.DivScalarInPlace, target)
                : InPlace(Aten.DivScalarRoundingInPlace, target, Name(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            div(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor floor_divide(Tensor other) => Aten.FloorDivide.Call(this, other);

        public Tensor floor_divide(Scalar other) => Aten.FloorDivideScalar.Call(this, other);

        public Tensor square() => pow(2);

        public Tensor round(long decimals = 0L) => Aten.Round.Call(this, decimals);

        public Tensor lerp(Tensor end, Tensor weight) => Aten.Lerp.Call(this, end, weight);

        public Tensor logaddexp(Tensor other) => Aten.Logaddexp.Call(this, other);

        public Tensor xlogy(Tensor y) => Aten.Xlogy.Call(this, y);

        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) =>
            Aten.NanToNum.Call(this, nan, posinf, neginf);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Addcmul.Call(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Addcdiv.Call(this, tensor1, tensor2, value);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Clamp.Call(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.ClampTensor.Call(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => InPlace(Aten.ClampInPlace, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_max(Scalar max) => Aten.ClampMax.Call(this, max);

        public Tensor clamp_min(Scalar min) => Aten.ClampMin.Call(this, min);

        Tensor InPlace(Operator change, Argument operand, Argument option)
        {
            change.Run(this, operand, option);
            return this;
        }

        static string Name(RoundingMode mode) => mode == RoundingMode.floor ? "floor" : "trunc";
    }
}
