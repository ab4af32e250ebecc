namespace OnnxZc.Tests.Networks;

/// <summary>Convolutions and pools with every setting that takes another path.</summary>
static class WindowSettings
{
    static readonly long[] Image = [2, 4, 9, 8];

    public static IEnumerable<OperatorCase> Convolutions =>
    [
        .. OperatorCases.Versions("Conv", opset => OperatorCase.Of("Conv", opset, [Image, Ints(6, 4, 3, 3)])),
        Conv([Image, Ints(6, 4, 3, 3), Ints(6)], ("pads", Ints(1, 1, 1, 1))),
        Conv([Image, Ints(6, 4, 3, 2)], ("pads", Ints(0, 1, 2, 1)), ("strides", Ints(2, 1))),
        Conv([Image, Ints(8, 1, 3, 3)], ("group", 4), ("dilations", Ints(2, 1))),
        Conv([Image, Ints(6, 4, 3, 3)], ("auto_pad", "SAME_UPPER"), ("strides", Ints(2, 2))),
        Conv([Image, Ints(6, 4, 3, 3)], ("auto_pad", "SAME_LOWER"), ("strides", Ints(2, 2))),
        Conv([Image, Ints(6, 4, 3, 3)], ("auto_pad", "VALID")),
        Conv([Ints(2, 4, 9), Ints(6, 4, 3), Ints(6)], ("pads", Ints(1, 1))),
        Conv([Ints(2, 2, 5, 6, 4), Ints(3, 2, 2, 3, 2)], ("strides", Ints(1, 2, 1))),
        .. OperatorCases.Versions("ConvTranspose", opset => OperatorCase.Of(
            "ConvTranspose", opset, [Image, Ints(4, 3, 3, 3)])),
        OperatorCase.Of(
            "ConvTranspose",
            17,
            [Image, Ints(4, 3, 3, 3), Ints(6)],
            ("group", 2),
            ("strides", Ints(2, 2)),
            ("pads", Ints(1, 1, 1, 1)),
            ("output_padding", Ints(1, 0))),
        OperatorCase.Of("ConvTranspose", 17, [Ints(2, 4, 9), Ints(4, 3, 3)], ("strides", Ints(2))),
        Transposed(("pads", Ints(0, 2, 1, 0))),
        Transposed(("strides", Ints(2, 3)), ("auto_pad", "SAME_UPPER")),
        Transposed(("strides", Ints(3, 2)), ("auto_pad", "SAME_LOWER")),
        Transposed(("strides", Ints(2, 2)), ("output_shape", Ints(18, 17))),
        Transposed(("strides", Ints(2, 2)), ("output_shape", Ints(20, 16)), ("output_padding", Ints(1, 0))),
        Transposed(("strides", Ints(2, 2)), ("auto_pad", "VALID")),
        OperatorCase.Of(
            "ConvTranspose",
            17,
            [Ints(1, 2, 3, 4, 2), Ints(2, 3, 2, 2, 3), Ints(3)],
            ("strides", Ints(2, 1, 2)),
            ("dilations", Ints(1, 2, 1))),
        Conv([Ints(2, 4, 9), Ints(6, 4, 4)], ("auto_pad", "SAME_LOWER"), ("strides", Ints(2))),
        Conv([Ints(1, 2, 5, 6, 4), Ints(3, 2, 2, 3, 2)], ("auto_pad", "SAME_UPPER")),
    ];

    public static IEnumerable<OperatorCase> Pools =>
    [
        .. OperatorCases.Versions("MaxPool", opset => Pool("MaxPool", opset)),
        .. OperatorCases.Versions("AveragePool", opset => Pool("AveragePool", opset)),
        Pool("MaxPool", 17, ("pads", Ints(1, 1, 1, 1)), ("strides", Ints(2, 2))),
        Pool("MaxPool", 17, ("pads", Ints(0, 0, 1, 1)), ("strides", Ints(2, 2))),
        Pool("MaxPool", 17, ("pads", Ints(2, 2, 2, 2))),
        Pool("MaxPool", 17, ("ceil_mode", 1), ("strides", Ints(2, 2))),
        Pool("MaxPool", 17, ("dilations", Ints(2, 2))),
        Pool("MaxPool", 17, ("auto_pad", "SAME_UPPER"), ("strides", Ints(2, 2))),
        Pool("AveragePool", 17, ("pads", Ints(1, 1, 1, 1)), ("strides", Ints(2, 2))),
        Pool("AveragePool", 17, ("pads", Ints(1, 1, 1, 1)), ("count_include_pad", 1)),
        Pool("AveragePool", 17, ("pads", Ints(0, 0, 1, 1)), ("strides", Ints(2, 2))),
        Pool("AveragePool", 17, ("pads", Ints(0, 1, 1, 1)), ("count_include_pad", 1)),
        Pool("AveragePool", 19, ("ceil_mode", 1), ("strides", Ints(2, 2))),
        OperatorCase.Of("MaxPool", 17, [Ints(2, 3, 9)], ("kernel_shape", Ints(2))),
        OperatorCase.Of("AveragePool", 17, [Ints(2, 3, 9)], ("kernel_shape", Ints(2))),
        OperatorCase.Of("MaxPool", 17, [Ints(2, 3, 5, 6, 4)], ("kernel_shape", Ints(2, 2, 2))),
        OperatorCase.Of("AveragePool", 17, [Ints(2, 3, 5, 6, 4)], ("kernel_shape", Ints(2, 2, 2))),
    ];

    static OperatorCase Conv(object[] inputs, params (string, object)[] attributes) =>
        OperatorCase.Of("Conv", 17, inputs, attributes);

    static OperatorCase Transposed(params (string, object)[] attributes) =>
        OperatorCase.Of("ConvTranspose", 17, [Image, Ints(4, 3, 3, 3), Ints(3)], attributes);

    static OperatorCase Pool(string type, int opset, params (string, object)[] attributes) =>
        OperatorCase.Of(type, opset, [Image], [("kernel_shape", Ints(3, 3)), .. attributes]);

    static long[] Ints(params long[] values) => values;
}
