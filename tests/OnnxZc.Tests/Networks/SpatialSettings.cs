using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Sampling, regions, norms over windows, blocks and spectra.</summary>
static class SpatialSettings
{
    static readonly long[] Image = [2, 4, 5, 6];
    static readonly TensorData Regions = TensorData.Of<float>([0, 0, 9, 7, 3, 2, 12, 11, 4.2f, -3, 5, 6.6f], 3, 4);

    static readonly TensorData NumberedRegions =
        TensorData.Of<float>([0, 0, 0, 4, 3, 1, 1, 2, 5, 4, 1, 9, 9, 11, 11], 3, 5);

    public static IEnumerable<OperatorCase> All => [.. Samples, .. Regional, .. Windows, .. Blocks, .. Signals];

    static IEnumerable<OperatorCase> Samples =>
    [
        .. OperatorCases.Versions("GridSample", opset => Grid(opset)),
        .. from mode in new[] { "bilinear", "nearest", "bicubic" }
           from padding in new[] { "zeros", "border", "reflection" }
           from aligned in new[] { 0, 1 }
           select Grid(16, ("mode", mode), ("padding_mode", padding), ("align_corners", aligned)),
        OperatorCase.Of("GridSample", 20, [Ints(2, 3, 3, 4, 5), Ints(2, 2, 3, 2, 3)], ("padding_mode", "border")),
        OperatorCase.Of("AffineGrid", 20, [Ints(2, 2, 3), TensorData.Int64s(2, 1, 3, 4)]),
        OperatorCase.Of("AffineGrid", 20, [Ints(2, 2, 3), TensorData.Int64s(2, 1, 3, 4)], ("align_corners", 1)),
        OperatorCase.Of("AffineGrid", 20, [Ints(1, 3, 4), TensorData.Int64s(1, 1, 3, 4, 2)]),
        .. OperatorCases.Versions("DeformConv", opset => Deformed(opset, 1)),
        Deformed(19, 2, ("group", 2), ("offset_group", 2), ("strides", Ints(2, 1)), ("pads", Ints(1, 0, 1, 0))),
    ];

    static IEnumerable<OperatorCase> Regional =>
    [
        .. OperatorCases.Versions("RoiAlign", opset => Region(opset)),
        Region(16, ("sampling_ratio", 2)),
        Region(16, ("sampling_ratio", 2), ("mode", "max")),
        Region(16, ("coordinate_transformation_mode", "output_half_pixel")),
        .. OperatorCases.Versions("MaxRoiPool", opset => OperatorCase.Of(
            "MaxRoiPool", opset, [Image, NumberedRegions], ("pooled_shape", Ints(2, 3)), ("spatial_scale", 0.8))),
    ];

    static IEnumerable<OperatorCase> Windows =>
    [
        .. OperatorCases.Versions("LpPool", opset => Pool("LpPool", opset)),
        Pool("LpPool", 18, ("p", 3), ("dilations", Ints(2, 1)), ("pads", Ints(1, 0, 1, 1))),
        Pool("LpPool", 18, ("p", 1), ("ceil_mode", 1), ("strides", Ints(2, 2))),
        Pool("LpPool", 11, ("auto_pad", "SAME_UPPER"), ("strides", Ints(2, 2))),
        .. OperatorCases.Versions("GlobalLpPool", opset => OperatorCase.Of("GlobalLpPool", opset, [Image])),
        OperatorCase.Of("GlobalLpPool", 7, [Image], ("p", 3)),
        .. OperatorCases.Versions("MaxUnpool", opset => OperatorCase.Of(
            "MaxUnpool",
            opset,
            [Ints(1, 1, 2, 2), TensorData.Of<long>([5, 7, 13, 15], 1, 1, 2, 2)],
            ("kernel_shape", Ints(2, 2)),
            ("strides", Ints(2, 2)))),
        .. new[] { 0, 1 }.Select(order => Indexed(order)),
        Indexed(0, ("pads", Ints(0, 1, 1, 0))),
        Indexed(0, ("pads", Ints(2, 2, 2, 2))),
        Indexed(1, ("dilations", Ints(2, 1)), ("ceil_mode", 1)),
        OperatorCase.Of("MaxPool", 12, [Ints(2, 3, 9)], ("kernel_shape", Ints(3))) with { Outputs = 2 },
        OperatorCase.Of("MaxPool", 12, [Ints(1, 2, 4, 5, 6)], ("kernel_shape", Ints(2, 3, 2))) with { Outputs = 2 },
        Pool("MaxPool", 12, ("ceil_mode", 1), ("strides", Ints(2, 2)), ("pads", Ints(0, 1, 1, 0))),
        Pool("AveragePool", 19, ("dilations", Ints(2, 1)), ("pads", Ints(1, 0, 0, 1))),
        Pool("AveragePool", 19, ("dilations", Ints(2, 2)), ("count_include_pad", 1), ("pads", Ints(1, 1, 1, 1))),
        Pool("AveragePool", 19, ("ceil_mode", 1), ("strides", Ints(2, 2)), ("pads", Ints(0, 1, 1, 0))),
        Pool("AveragePool", 11, ("auto_pad", "SAME_LOWER"), ("strides", Ints(2, 2))),
    ];

    static IEnumerable<OperatorCase> Blocks =>
    [
        OperatorCase.Of(
            "Col2Im", 18, [Ints(2, 12, 12), TensorData.Int64s(4, 5), TensorData.Int64s(2, 2)]),
        OperatorCase.Of(
            "Col2Im",
            18,
            [Ints(1, 6, 9), TensorData.Int64s(5, 6), TensorData.Int64s(2, 3)],
            ("strides", Ints(2, 2)),
            ("pads", Ints(0, 1, 1, 0)),
            ("dilations", Ints(1, 1))),
        OperatorCase.Of("CenterCropPad", 18, [Image, TensorData.Int64s(3, 3, 4, 9)]),
        OperatorCase.Of("CenterCropPad", 18, [Image, TensorData.Int64s(8, 3)], ("axes", Ints(2, -1))),
    ];

    static IEnumerable<OperatorCase> Signals =>
    [
        OperatorCase.Of("DFT", 17, [Ints(2, 6, 1)]),
        OperatorCase.Of("DFT", 17, [Ints(2, 6, 5, 2), TensorData.Scalar(7L)], ("axis", 2)),
        OperatorCase.Of("DFT", 17, [Ints(2, 7, 1)], ("onesided", 1)),
        OperatorCase.Of("DFT", 17, [Ints(2, 6, 2)], ("inverse", 1)),
        OperatorCase.Of("DFT", 20, [Ints(2, 6, 2)]),
        OperatorCase.Of("DFT", 20, [Ints(2, 6, 3, 1), null!, TensorData.Scalar(1L)], ("onesided", 1)),
        OperatorCase.Of("DFT", 20, [Ints(1, 2048, 1)], ("onesided", 1)),
        OperatorCase.Of("STFT", 17, [Ints(2, 20, 1), TensorData.Scalar(3L), null!, TensorData.Scalar(8L)]),
        OperatorCase.Of("STFT", 17, [Ints(2, 20, 1), TensorData.Scalar(4L), Ints(8)]),
        OperatorCase.Of(
            "STFT", 17, [Ints(2, 20, 1), TensorData.Scalar(4L), Ints(7), TensorData.Scalar(7L)], ("onesided", 0)),
        .. from type in new[] { "HannWindow", "HammingWindow", "BlackmanWindow" }
           from periodic in new[] { 0, 1 }
           select OperatorCase.Of(type, 17, [TensorData.Scalar(9L)], ("periodic", periodic)),
        OperatorCase.Of(
            "MelWeightMatrix",
            17,
            [
                TensorData.Scalar(8L), TensorData.Scalar(16L), TensorData.Scalar(8192L), TensorData.Scalar(0f),
                TensorData.Scalar(4096f),
            ]),
    ];

    static OperatorCase Grid(int opset, params (string, object)[] attributes) =>
        OperatorCase.Of("GridSample", opset, [Image, Ints(2, 3, 4, 2)], attributes);

    static OperatorCase Deformed(int opset, long owners, params (string, object)[] attributes)
    {
        var weight = Ints(4, 4 / owners, 2, 3);
        var (height, width) = owners == 1 ? (4, 4) : (3, 4);
        return OperatorCase.Of(
            "DeformConv",
            opset,
            [Image, weight, Ints(2, owners * 12, height, width), Ints(4), Ints(2, owners * 6, height, width)],
            attributes);
    }

    static OperatorCase Region(int opset, params (string, object)[] attributes) => OperatorCase.Of(
        "RoiAlign",
        opset,
        [Image, Regions, TensorData.Int64s(0, 1, 1)],
        [("output_height", 2), ("output_width", 3), ("spatial_scale", 0.5), .. attributes]);

    static OperatorCase Indexed(int order, params (string, object)[] attributes) =>
        Pool("MaxPool", 12, [("storage_order", order), ("strides", Ints(2, 1)), .. attributes]) with { Outputs = 2 };

    static OperatorCase Pool(string type, int opset, params (string, object)[] attributes) =>
        OperatorCase.Of(type, opset, [Image], [("kernel_shape", Ints(3, 3)), .. attributes]);

    static long[] Ints(params long[] values) => values;
}
