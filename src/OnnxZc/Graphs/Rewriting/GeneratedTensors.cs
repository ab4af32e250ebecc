using OnnxZc.Graphs.Inference;
using OnnxZc.Numerics;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// The tensors of nodes that generate instead of compute (weightless files hold their weights so), drawn from the
/// stream <c>init:</c> + value name and filled when first read.
/// </summary>
/// <param name="seed">The seed of the streams.</param>
sealed class GeneratedTensors(long seed)
{
    const long MostElements = 1L << 31;

    long _elements;

    /// <summary>The node's tensor, or null when it does not generate one from what is known.</summary>
    /// <exception cref="ModelException">The graph's generated tensors have more than 2^31 elements in all.</exception>
    public TensorData? Of(Operation operation)
    {
        Func<TensorShape, Action<byte[]>>? filling = operation.Node.Operator.Type switch
        {
            "RandomNormal" or "RandomNormalLike" => form => Normal(operation, form.Type),
            "RandomUniform" or "RandomUniformLike" => form => Uniform(operation, form.Type),
            "ConstantOfShape" => _ => Repeat(operation),
            "EyeLike" => form => Eye(operation, form),
            _ => null,
        };
        if (filling is null || operation.Node.Operator.Domain.Length > 0)
            return null;
        var inferred = ShapeRuleTable.Apply(operation);
        try
        {
            return inferred.Reason is null ? Reserve(operation.Node, inferred.Outputs[0], filling) : null;
        }
        catch (AttributeException attribute)
        {
            throw attribute.About(operation.Node);
        }
    }

    TensorData Reserve(Node node, TensorShape form, Func<TensorShape, Action<byte[]>> filling)
    {
        if (form.Type is ElementType.Undefined or ElementType.String)
        {
            throw ModelException.At(
                node, ModelErrorCode.UnsupportedOperator, $"cannot generate elements of type {form.Type}");
        }

        var bytes = form.Count * TensorData.SizeOf(form.Type);
        _elements += form.Count;
        if (_elements > MostElements || bytes > int.MaxValue)
        {
            throw ModelException.At(
                node,
                ModelErrorCode.TooLarge,
                $"generating {ShapeText.Of(form.Shape)} brings the generated weights to {_elements} elements; "
                + "at most 2^31 are made, and 2^31 bytes for one tensor");
        }

        return LazyElements.Tensor(form.Type, form.Shape, filling(form));
    }

    Action<byte[]> Normal(Operation op, ElementType type)
    {
        var stream = Stream(op);
        var (mean, scale) = (op.Attributes.Float("mean", 0), op.Attributes.Float("scale", 1));
        return bytes => LazyElements.FillNormal(bytes, type, stream, mean, scale);
    }

    Action<byte[]> Uniform(Operation op, ElementType type)
    {
        var stream = Stream(op);
        double low = op.Attributes.Float("low", 0);
        var width = op.Attributes.Float("high", 1) - low;
        return bytes => LazyElements.Fill(bytes, type, i => low + (width * stream.Uniform(i)));
    }

    RandomStream Stream(Operation op) => new($"init:{op.Node.Outputs[0]}", seed);

    static Action<byte[]> Repeat(Operation op)
    {
        var value = op.Attributes.Tensor("value")?.Bytes ?? new byte[sizeof(float)];
        return bytes =>
        {
            for (var i = 0; i < bytes.Length; i += value.Length)
                value.Span.CopyTo(bytes.AsSpan(i));
        };
    }

    static Action<byte[]> Eye(Operation op, TensorShape form)
    {
        var offset = op.Attributes.Int("k", 0);
        var one = Elements.Of(new(form.Type, []), [1L]).Bytes;
        return bytes =>
        {
            for (var row = Math.Max(0, -offset); row < form.Shape[0] && row + offset < form.Shape[1]; row++)
                one.Span.CopyTo(bytes.AsSpan((int)((row * form.Shape[1]) + row + offset) * one.Length));
        };
    }
}
