using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Changes of the element type.</summary>
static class CastOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Cast", [6, 9, 13, 19, 21, 23, 24, 25], call =>
            Cast(call, (ElementType)call.Attributes.Int("to", 0)));
        table.Add("CastLike", [15, 19, 21, 23, 24, 25], call => call.Type(1) == ElementType.Undefined
            ? call[0].to_type(call[1].dtype, copy: true)
            : Cast(call, call.Type(1)));
    }

    static Tensor Cast(OperatorCall call, ElementType target)
    {
        var x = call[0];
        var type = TensorConversion.ScalarTypeOf(call.Node, target);
        if (!torch.is_floating_point(type))
            return TensorConversion.Wrap(x.to_type(type, copy: true), target);

        // uint64 is held as int64: the upper half of its range stands there as negative numbers.
        var cast = x.to_type(type, copy: true);
        return call.Type(0) == ElementType.UInt64 ? torch.where(x < 0, cast + Math.Pow(2, 64), cast) : cast;
    }
}
