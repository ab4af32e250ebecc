using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>Derivatives of convolutions, pools, resizes, samplers and spectra against differences.</summary>
public sealed class SpatialGradientTests
{
    static readonly long[] Map = [1, 2, 4, 3];
    static readonly TensorData Uneven = TensorData.Of<float>([1, 1, 1.3f, 2.7f], 4);
    static readonly TensorData Half = TensorData.Of<float>([1, 1, 0.5f, 0.6f], 4);
    static readonly TensorData Double = TensorData.Of<float>([1, 1, 2, 2], 4);

    static readonly OperatorCase[] Cases =
    [
        Of("Conv", 22, [Map, Ints(2, 2, 2, 2), Ints(2)], ("auto_pad", "SAME_LOWER")),
        Of("Conv", 22, [Ints(1, 2, 5), Ints(2, 1, 2)], ("group", 2), ("pads", Ints(1, 0))),
        Of("Conv", 22, [Map, Ints(4, 1, 2, 2), Ints(4)], ("group", 2), ("pads", Ints(1, 0, 1, 0))),
        Of("Conv", 22, [Ints(1, 1, 3, 2, 3), Ints(2, 1, 2, 2, 2)]),
        Of("ConvTranspose", 22, [Map, Ints(2, 2, 2, 2), Ints(2)]),
        Of("ConvTranspose", 22, [Map, Ints(2, 2, 2, 2)], ("output_shape", Ints(8, 7)), ("strides", Ints(2, 2))),
        Of("ConvTranspose", 22, [Ints(1, 1, 2, 2, 2), Ints(1, 2, 2, 2, 2), Ints(2)], ("pads", Ints(0, 1, 0, 1, 0, 0))),
        Of("MaxPool", 22, [Map], ("kernel_shape", Ints(2, 2)), ("pads", Ints(0, 1, 1, 1))),
        Of("MaxPool", 22, [Map], ("kernel_shape", Ints(2, 2)), ("dilations", Ints(2, 1))) with { Outputs = 2 },
        Of("AveragePool", 22, [Map], ("kernel_shape", Ints(2, 2)), ("pads", Ints(0, 1, 1, 1))),
        Of("AveragePool", 22, [Map], ("kernel_shape", Ints(2, 2)), ("dilations", Ints(2, 1)), ("ceil_mode", 1)),
        Of("LpPool", 22, [Map], ("kernel_shape", Ints(2, 2)), ("p", 3)),
        Of("LpPool", 22, [Map], ("kernel_shape", Ints(2, 2)), ("strides", Ints(2, 1))),
        Of("GlobalLpPool", 22, [Map]),
        Of("GlobalAveragePool", 22, [Map]),
        Of("GlobalMaxPool", 22, [Map]),
        Of(
            "MaxUnpool",
            22,
            [Ints(1, 1, 2, 2), TensorData.Of<long>([5, 7, 13, 15], 1, 1, 2, 2)],
            ("kernel_shape", Ints(2, 2)),
            ("strides", Ints(2, 2))),
        .. from mode in new[] { "nearest", "linear", "cubic" }
           from scales in new[] { Uneven, Half, Double }
           select Of("Resize", 19, [Map, null!, scales], ("mode", mode)),
        Of("Resize", 19, [Ints(1, 1, 7, 6), null!, Half], ("mode", "cubic"), ("antialias", 1)),
        Of("Upsample", 9, [Map, Double]),
        .. from mode in new[] { "linear", "cubic", "nearest" }
           from padding in new[] { "zeros", "border", "reflection" }
           select Of("GridSample", 22, [Map, Ints(1, 2, 2, 2)], ("mode", mode), ("padding_mode", padding)),
        Of("AffineGrid", 20, [Ints(1, 2, 3), TensorData.Int64s(1, 1, 3, 2)]),
        Of("DeformConv", 22, [Map, Ints(2, 2, 2, 2), Ints(1, 8, 3, 2), Ints(2), Ints(1, 4, 3, 2)]),
        .. from mode in new[] { "avg", "max" }
           select Of(
               "RoiAlign",
               22,
               [Map, TensorData.Of<float>([0, 0.3f, 2, 2.4f], 1, 4), TensorData.Int64s(0)],
               ("mode", mode),
               ("output_height", 2),
               ("output_width", 2),
               ("sampling_ratio", 2)),
        Of("MaxRoiPool", 22, [Map, TensorData.Of<float>([0, 0, 1, 2, 3], 1, 5)], ("pooled_shape", Ints(2, 2))),
        Of("Col2Im", 18, [Ints(1, 4, 4), TensorData.Int64s(3, 3), TensorData.Int64s(2, 2)]),
        Of("CenterCropPad", 18, [Map, TensorData.Int64s(1, 3, 3, 5)]),
        Of("DepthToSpace", 13, [Ints(1, 4, 2, 1)], ("blocksize", 2), ("mode", "CRD")),
        Of("SpaceToDepth", 13, [Ints(1, 1, 4, 2)], ("blocksize", 2)),
        Of("DFT", 20, [Ints(1, 6, 1)], ("onesided", 1)),
        Of("DFT", 20, [Ints(1, 5, 2)], ("inverse", 1)),
        Of("STFT", 17, [Ints(1, 9, 1), TensorData.Scalar(2L), Ints(4)]),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(item => item.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void Spatial_RandomPoint_GradientEqualsDifferences(string name) =>
        GradientCheck.Holds(Cases.Single(item => item.ToString() == name));

    static OperatorCase Of(string type, int opset, object[] inputs, params (string, object)[] attributes) =>
        OperatorCase.Of(type, opset, inputs, attributes);

    static long[] Ints(params long[] values) => values;
}
