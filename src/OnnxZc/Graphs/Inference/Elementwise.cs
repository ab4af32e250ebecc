using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>
/// Operators that work element by element: the output has the input's shape, or the broadcast of several.
/// </summary>
static class Elementwise
{
    static readonly string[] Unary =
    [
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "BitwiseNot", "Ceil", "Celu", "Clip",
        "Cos", "Cosh", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish", "Identity", "LeakyRelu", "Log",
        "Mish", "Neg", "Not", "Reciprocal", "Relu", "Round", "Selu", "Shrink", "Sigmoid", "Sign", "Sin", "Sinh",
        "Softplus", "Softsign", "Sqrt", "Swish", "Tan", "Tanh", "ThresholdedRelu",
    ];

    static readonly string[] Binary =
    [
        "Add", "And", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Div", "Mod", "Mul", "Or", "Pow", "Sub",
        "Xor",
    ];

    static readonly string[] Comparing = ["Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual"];

    static readonly string[] Variadic = ["Max", "Mean", "Min", "Sum"];

    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        .. Unary.Select(type => (type, new ShapeRule(SameShape))),
        .. Binary.Select(type => (type, new ShapeRule(op => op.Result(Paired(op))))),
        .. Comparing.Select(type => (type, new ShapeRule(op => op.Result(ElementType.Bool, Paired(op))))),
        .. Variadic.Select(type => (type, new ShapeRule(op => op.Result(Broadcasting.OfInputs(op))))),
        ("IsInf", new(op => op.Result(ElementType.Bool, op.Shape(0)))),
        ("IsNaN", new(op => op.Result(ElementType.Bool, op.Shape(0)))),
        ("Cast", new(op => op.Result((ElementType)op.Attributes.Int("to", 0), op.Shape(0)))),
        ("BitCast", new(op => op.Result((ElementType)op.Attributes.Int("to", 0), op.Shape(0)))),
        ("CastLike", new(op => op.Result(op.Type(1), op.Shape(0)))),
        ("Dropout", new(Dropout)),
        ("PRelu", new(PRelu)),
        ("Where", new(op => op.Result(op.Type(1), Broadcasting.OfInputs(op)))),
    ];

    /// <summary>The first input's shape and type.</summary>
    public static Inferred SameShape(Operation op) => op.Result(op.Shape(0));

    static Inferred Dropout(Operation op) =>
        new([new(op.Type(0), op.Shape(0)), new(op.Since < 10 ? op.Type(0) : ElementType.Bool, op.Shape(0))]);

    static Inferred PRelu(Operation op)
    {
        // Before version 7 a slope of C elements went with the channels; exporters still write it so.
        var (data, slope) = (op.Shape(0), op.Shape(1));
        var perChannel = op.Since < 7 && slope.Length == 1 && data.Length > 1 && slope[0] == data[1];
        if (!perChannel)
            Broadcasting.RequireOneWay(op, 1, data);
        return op.Result(data);
    }

    static ImmutableArray<long> Paired(Operation op)
    {
        if (op.Since >= 7)
            return Broadcasting.OfInputs(op);

        // Limited broadcasting of the first opsets: B covers a run of A's dimensions that starts at 'axis'.
        var (left, right) = (op.Shape(0), op.Shape(1));
        var start = op.Attributes.Has("axis")
            ? op.Axis(op.Attributes.Int("axis", 0), left)
            : Math.Max(0, left.Length - right.Length);
        var fits = op.Attributes.Int("broadcast", 0) == 0
            ? left.SequenceEqual(right)
            : start + right.Length <= left.Length
                && right.Select((size, i) => size == 1 || size == left[start + i]).All(fit => fit);
        return fits
            ? left
            : throw op.Mismatch($"shape {ShapeText.Of(right)} does not fit {ShapeText.Of(left)} from axis {start}");
    }
}
