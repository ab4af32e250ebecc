namespace OnnxZc.Tests.Networks;

/// <summary>Convolutions and pools with every setting that takes another path.</summary>
static class WindowSettings
{
    static readonly long[] Image = [2, 4, 9, 8];

    public static IEnumerable<OperatorCase> Convolutions =>
    [
        .. OperatorCases.Versions("Conv", opset => OperatorCase.Of("Conv", opset, [Image, new long[] { 6, 4, 3, 3 }])),
        Conv([Image, new long[] { 6, 4, 3, 3 }, new long[] { 6 }], ("pads", new long[] { 1, 1, 1, 1 })),
        Conv([Image, new long[] { 6, 4, 3, 2 }], ("pads", new long[] { 0, 1, 2, 1 }), ("strides", new long[] { 2, 1 })),
        Conv([Image, new long[] { 8, 1, 3, 3 }], ("group", 4), ("dilations", new long[] { 2, 1 })),
        Conv([Image, new long[] { 6, 4, 3, 3 }], ("auto_pad", "SAME_UPPER"), ("strides", new long[] { 2, 2 })),
        Conv([Image, new long[] { 6, 4, 3, 3 }], ("auto_pad", "SAME_LOWER"), ("strides", new long[] { 2, 2 })),
        Conv([Image, new long[] { 6, 4, 3, 3 }], ("auto_pad", "VALID")),
        Conv([new long[] { 2, 4, 9 }, new long[] { 6, 4, 3 }, new long[] { 6 }], ("pads", new long[] { 1, 1 })),
        Conv([new long[] { 2, 2, 5, 6, 4 }, new long[] { 3, 2, 2, 3, 2 }], ("strides", new long[] { 1, 2, 1 })),
        .. OperatorCases.Versions("ConvTranspose", opset => OperatorCase.Of(
            "ConvTranspose", opset, [Image, new long[] { 4, 3, 3, 3 }])),
        OperatorCase.Of(
            "ConvTranspose",
            17,
            [Image, new long[] { 4, 3, 3, 3 }, new long[] { 6 }],
            ("group", 2),
            ("strides", new long[] { 2, 2 }),
            ("pads", new long[] { 1, 1, 1, 1 }),
            ("output_padding", new long[] { 1, 0 })),
        OperatorCase.Of("ConvTranspose", 17, [new long[] { 2, 4, 9 }, new long[] { 4, 3, 3 }], ("strides", new long[] { 2 })),
    ];

    public static IEnumerable<OperatorCase> Pools =>
    [
        .. OperatorCases.Versions("MaxPool", opset => Pool("MaxPool", opset)),
        .. OperatorCases.Versions("AveragePool", opset => Pool("AveragePool", opset)),
        Pool("MaxPool", 17, ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 2, 2 })),
        Pool("MaxPool", 17, ("pads", new long[] { 0, 0, 1, 1 }), ("strides", new long[] { 2, 2 })),
        Pool("MaxPool", 17, ("pads", new long[] { 2, 2, 2, 2 })),
        Pool("MaxPool", 17, ("ceil_mode", 1), ("strides", new long[] { 2, 2 })),
        Pool("MaxPool", 17, ("dilations", new long[] { 2, 2 })),
        Pool("MaxPool", 17, ("auto_pad", "SAME_UPPER"), ("strides", new long[] { 2, 2 })),
        Pool("AveragePool", 17, ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 2, 2 })),
        Pool("AveragePool", 17, ("pads", new long[] { 1, 1, 1, 1 }), ("count_include_pad", 1)),
        Pool("AveragePool", 17, ("pads", new long[] { 0, 0, 1, 1 }), ("strides", new long[] { 2, 2 })),
        Pool("AveragePool", 17, ("pads", new long[] { 0, 1, 1, 1 }), ("count_include_pad", 1)),
        Pool("AveragePool", 19, ("ceil_mode", 1), ("strides", new long[] { 2, 2 })),
        OperatorCase.Of("MaxPool", 17, [new long[] { 2, 3, 9 }], ("kernel_shape", new long[] { 2 })),
        OperatorCase.Of("AveragePool", 17, [new long[] { 2, 3, 9 }], ("kernel_shape", new long[] { 2 })),
        OperatorCase.Of("MaxPool", 17, [new long[] { 2, 3, 5, 6, 4 }], ("kernel_shape", new long[] { 2, 2, 2 })),
        OperatorCase.Of("AveragePool", 17, [new long[] { 2, 3, 5, 6, 4 }], ("kernel_shape", new long[] { 2, 2, 2 })),
    ];

    static OperatorCase Conv(object[] inputs, params (string, object)[] attributes) =>
        OperatorCase.Of("Conv", 17, inputs, attributes);

    static OperatorCase Pool(string type, int opset, params (string, object)[] attributes) =>
        OperatorCase.Of(type, opset, [Image], [("kernel_shape", new long[] { 3, 3 }), .. attributes]);
}
