using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Aten.Eq.Call(this, target);
        public Tensor eq(Scalar target) => Aten.EqScalar.Call(this, target);
        public Tensor eq_(Tensor target) => InPlace(Aten.EqInPlace, target);
        public Tensor eq_(Scalar target) => InPlace(Aten.EqScalarInPlace, target);
        public Tensor equal(Tensor target) => eq(target);

        public Tensor ge(Tensor target) => Aten.Ge.Call(this, target);
        public Tensor ge(Scalar target) => Aten.GeScalar.Call(this, target);
        public Tensor ge_(Tensor target) => InPlace(Aten.GeInPlace, target);
        public Tensor ge_(Scalar target) => InPlace(Aten.GeScalarInPlace, target);
        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor gt(Tensor target) => Aten.Gt.Call(this, target);
        public Tensor gt(Scalar target) => Aten.GtScalar.Call(this, target);
        public Tensor gt_(Tensor target) => InPlace(Aten.GtInPlace, target);
        public Tensor gt_(Scalar target) => InPlace(Aten.GtScalarInPlace, target);
        public Tensor greater(Tensor target) => gt(target);

        public Tensor le(Tensor target) => Aten.Le.Call(this, target);
        public Tensor le(Scalar target) => Aten.LeScalar.Call(this, target);
        public Tensor le_(Tensor target) => InPlace(Aten.LeInPlace, target);
        public Tensor le_(Scalar target) => InPlace(Aten.LeScalarInPlace, target);
        public Tensor less_equal(Tensor target) => le(target);

        public Tensor lt(Tensor target) => Aten.Lt.Call(this, target);
        public Tensor lt(Scalar target) => Aten.LtScalar.Call(this, target);
        public Tensor lt_(Tensor target) => InPlace(Aten.LtInPlace, target);
        public Tensor lt_(Scalar target) => InPlace(Aten.LtScalarInPlace, target);
        public Tensor less(Tensor target) => lt(target);

        public Tensor ne(Tensor target) => Aten.Ne.Call(this, target);
        public Tensor ne(Scalar target) => Aten.NeScalar.Call(this, target);
        public Tensor ne_(Tensor target) => InPlace(Aten.NeInPlace, target);
        public Tensor ne_(Scalar target) => InPlace(Aten.NeScalarInPlace, target);
        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor logical_and(Tensor other) => Aten.LogicalAnd.Call(this, other);
        public Tensor logical_and_(Tensor other) => InPlace(Aten.LogicalAndInPlace, other);

        public Tensor logical_or(Tensor other) => Aten.LogicalOr.Call(this, other);
        public Tensor logical_or_(Tensor other) => InPlace(Aten.LogicalOrInPlace, other);

        public Tensor logical_xor(Tensor other) => Aten.LogicalXor.Call(this, other);
        public Tensor logical_xor_(Tensor other) => InPlace(Aten.LogicalXorInPlace, other);

        public Tensor bitwise_and(Tensor other) => Aten.BitwiseAnd.Call(this, other);
        public Tensor bitwise_and_(Tensor other) => InPlace(Aten.BitwiseAndInPlace, other);

        public Tensor bitwise_left_shift(Tensor other) => Aten.BitwiseLeftShift.Call(this, other);

        public Tensor bitwise_or(Tensor other) => Aten.BitwiseOr.Call(this, other);
        public Tensor bitwise_or_(Tensor other) => InPlace(Aten.BitwiseOrInPlace, other);

        public Tensor bitwise_right_shift(Tensor other) => Aten.BitwiseRightShift.Call(this, other);

        public Tensor bitwise_xor(Tensor other) => Aten.BitwiseXor.Call(this, other);
        public Tensor bitwise_xor_(Tensor other) => InPlace(Aten.BitwiseXorInPlace, other);

        public Tensor maximum(Tensor other) => Aten.Maximum.Call(this, other);

        public Tensor minimum(Tensor other) => Aten.Minimum.Call(this, other);

        public Tensor atan2(Tensor other) => Aten.Atan2.Call(this, other);

        public Tensor fmax(Tensor other) => Aten.Fmax.Call(this, other);

        public Tensor fmin(Tensor other) => Aten.Fmin.Call(this, other);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Aten.Isclose.Call(this, other, rtol, atol, nanEqual);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Aten.Allclose.CallScalar(this, target, rtol, atol, equal_nan).ToBoolean();

        Tensor InPlace(Operator change, Argument operand)
        {
            change.Run(this, operand);
            return this;
        }
    }
}
