using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Trigonometry, bits, casts and bounds, with every setting and type that takes another path.</summary>
static class ElementwiseSettings
{
    static readonly long[] Cube = [2, 3, 4];
    static readonly TensorData Unit = TensorData.Of<float>([-0.9f, -0.2f, 0.1f, 0.7f], 4);
    static readonly TensorData AboveOne = TensorData.Of<float>([1.1f, 1.5f, 3f, 9f], 4);
    static readonly TensorData Special = TensorData.Of<float>(
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, 1.5f], 5);

    public static IEnumerable<OperatorCase> All =>
    [
        .. new[] { "Tan", "Atan", "Sinh", "Cosh", "Asinh" }.SelectMany(type => Versions(type, Cube)),
        .. new[] { "Asin", "Acos", "Atanh" }.SelectMany(type => Versions(type, Unit)),
        .. Versions("Acosh", AboveOne),
        .. Versions("IsNaN", Special),
        .. Versions("IsInf", Special),
        OperatorCase.Of("IsInf", 10, [Special], ("detect_negative", 0)),
        OperatorCase.Of("IsInf", 10, [Special], ("detect_positive", 0)),
        .. Versions("Swish", Cube),
        OperatorCase.Of("Swish", 24, [Cube], ("alpha", 0.5)),
        OperatorCase.Of("Shrink", 9, [Cube]),
        OperatorCase.Of("Shrink", 9, [Cube], ("lambd", 0.3), ("bias", 0.1)),
        OperatorCase.Of("Shrink", 9, [TensorData.Int64s(-3, -1, 0, 1, 3)], ("lambd", 1.5), ("bias", 1.0)),
        OperatorCase.Of("Clip", 12, [TensorData.Int64s(-7, 5, 9), TensorData.Scalar(-2L), TensorData.Scalar(6L)]),
        OperatorCase.Of("Clip", 12, [TensorData.Of<sbyte>([-7, 5, 9], 3), null!, TensorData.Scalar<sbyte>(6)]),
        .. Powers,
        .. Bits,
        .. Casts,
    ];

    static IEnumerable<OperatorCase> Powers =>
    [
        OperatorCase.Of("Pow", 13, [TensorData.Of<int>([1, 2, 3], 3), TensorData.Of<float>([2.5f, 2, 3], 3)]),
        OperatorCase.Of("Pow", 13, [TensorData.Int64s(4, 5, 6), TensorData.Int64s(3, 2, 0)]),
        OperatorCase.Of("Pow", 13, [TensorData.Int64s(4, 9), TensorData.Scalar(0.5f)]),
        OperatorCase.Of("Pow", 13, [AboveOne, TensorData.Int64s(2)]),
        OperatorCase.Of("Pow", 13, [AboveOne, TensorData.Of<float>([0.5f], 1, 1)]),
        OperatorCase.Of("Mod", 13, [TensorData.Int64s(-7, 5, 9), TensorData.Int64s(3, -3, 4)]),
        OperatorCase.Of("Mod", 13, [TensorData.Int64s(-7, 5, 9), TensorData.Int64s(3, -3, 4)], ("fmod", 1)),
    ];

    static IEnumerable<OperatorCase> Bits =>
    [
        .. new[] { "LEFT", "RIGHT" }.SelectMany(direction => new[]
        {
            Shift(direction, TensorData.Of<byte>([1, 200, 255], 3), TensorData.Of<byte>([0, 3, 1], 3)),
            Shift(direction, TensorData.Of<uint>([1, 200, uint.MaxValue], 3), TensorData.Of<uint>([0, 3, 5], 3)),
            Shift(direction, TensorData.Of<ulong>([1, 200, 1UL << 61], 3), TensorData.Of<ulong>([0, 3, 1], 3)),
        }),
        OperatorCase.Of(
            "BitShift", 11, [TensorData.Of<ulong>([ulong.MaxValue], 1), TensorData.Of<ulong>([4], 1)],
            ("direction", "RIGHT")),
        .. new[] { "BitwiseAnd", "BitwiseOr", "BitwiseXor" }.Select(type => OperatorCase.Of(
            type, 18, [TensorData.Of<int>([1, -6, 12, 7], 4), TensorData.Of<int>([3], 1)])),
        OperatorCase.Of("BitwiseNot", 18, [TensorData.Of<int>([1, -6, 12], 3)]),
        OperatorCase.Of("BitwiseNot", 18, [TensorData.Of<ushort>([1, 600, 65535], 3)]),
        OperatorCase.Of("BitwiseNot", 18, [TensorData.Of<uint>([1, 600, uint.MaxValue], 3)]),
        OperatorCase.Of("BitCast", 26, [Unit], ("to", (int)ElementType.Int32)),
    ];

    static IEnumerable<OperatorCase> Casts =>
    [
        .. OperatorCases.Versions("CastLike", opset => OperatorCase.Of(
            "CastLike", opset, [Cube, TensorData.Int64s(1)])),
        OperatorCase.Of("Cast", 13, [AboveOne], ("to", (int)ElementType.UInt16)),
        OperatorCase.Of("Cast", 13, [AboveOne], ("to", (int)ElementType.UInt32)),
        OperatorCase.Of("Cast", 13, [AboveOne], ("to", (int)ElementType.UInt64)),
        OperatorCase.Of("Cast", 13, [AboveOne], ("to", (int)ElementType.Float64)),
        OperatorCase.Of("Cast", 13, [Cube], ("to", (int)ElementType.Bool)),
        OperatorCase.Of(
            "Cast", 13, [TensorData.Int64s(-1, 65537, 3)], ("to", (int)ElementType.UInt16)),
        OperatorCase.Of(
            "Cast", 13, [TensorData.Of<ulong>([1, ulong.MaxValue], 2)], ("to", (int)ElementType.Float32)),
        OperatorCase.Of("Cast", 13, [TensorData.Of<uint>([1, uint.MaxValue], 2)], ("to", (int)ElementType.Float64)),
        OperatorCase.Of("Add", 14, [TensorData.Of<uint>([1, uint.MaxValue], 2), TensorData.Of<uint>([2], 1)]),
        OperatorCase.Of("Sub", 14, [TensorData.Of<uint>([1, 7], 2), TensorData.Of<uint>([2], 1)]),
        OperatorCase.Of("Mul", 14, [TensorData.Of<uint>([3, uint.MaxValue], 2), TensorData.Of<uint>([2], 1)]),
    ];

    static OperatorCase Shift(string direction, TensorData x, TensorData count) =>
        OperatorCase.Of("BitShift", 11, [x, count], ("direction", direction));

    static IEnumerable<OperatorCase> Versions(string type, object input) =>
        OperatorCases.Versions(type, opset => OperatorCase.Of(type, opset, [input]));
}
