using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Interpolations with every mode, rounding and mapping of positions.</summary>
static class ResizeSettings
{
    static readonly long[] Image = [1, 2, 5, 4];
    static readonly TensorData Up = TensorData.Of<float>([1, 1, 2, 3], 4);
    static readonly TensorData Uneven = TensorData.Of<float>([1, 1, 1.3f, 2.7f], 4);
    static readonly TensorData Down = TensorData.Of<float>([1, 1, 0.6f, 0.5f], 4);
    static readonly TensorData Region = TensorData.Of<float>([0, 0, 0.2f, -0.1f, 1, 1, 1.2f, 0.7f], 8);

    static readonly string[] Mappings =
        ["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", "half_pixel_symmetric"];

    public static IEnumerable<OperatorCase> All =>
    [
        .. OperatorCases.Versions("Upsample", Upsample),
        .. OperatorCases.Versions("Resize", opset => opset < 11
            ? OperatorCase.Of("Resize", opset, [Image, Up])
            : OperatorCase.Of("Resize", opset, [Image, TensorData.Of<float>([], 0), Up])),
        OperatorCase.Of("Resize", 10, [Image, Up], ("mode", "linear")),
        OperatorCase.Of("Resize", 10, [Image, Down], ("mode", "linear")),
        OperatorCase.Of("Upsample", 9, [Image, Up], ("mode", "linear")),
        OperatorCase.Of("Upsample", 9, [Image, Uneven]),
        .. Mappings.SelectMany(mapping => new[] { Up, Uneven, Down }.SelectMany(scales => Modes(mapping, scales))),
        .. new[] { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil" }.SelectMany(rounding =>
            new[] { "half_pixel", "asymmetric" }.SelectMany(mapping => new[] { Up, Uneven, Down }.Select(scales =>
                Scaled(scales, ("nearest_mode", rounding), ("coordinate_transformation_mode", mapping))))),
        Scaled(Up, ("mode", "nearest"), ("coordinate_transformation_mode", "tf_half_pixel_for_nn")),
        Scaled(Uneven, ("mode", "cubic"), ("cubic_coeff_a", -0.5)),
        Scaled(Uneven, ("mode", "cubic"), ("exclude_outside", 1)),
        Scaled(Down, ("mode", "cubic"), ("exclude_outside", 1)),
        .. new[] { "nearest", "linear" }.Select(mode => OperatorCase.Of(
            "Resize",
            13,
            [Image, Region, null!, TensorData.Int64s(1, 2, 6, 3)],
            ("mode", mode),
            ("coordinate_transformation_mode", "tf_crop_and_resize"),
            ("extrapolation_value", 9.0))),
        .. new[] { "nearest", "linear", "cubic" }.SelectMany(mode => new[] { Sized(mode, 7, 9), Sized(mode, 3, 2) }),
        OperatorCase.Of("Resize", 18, [Image, null!, null!, TensorData.Int64s(7, 9)], ("axes", new long[] { 2, 3 })),
        OperatorCase.Of("Resize", 18, [Image, null!, null!, TensorData.Int64s(9, 7)], ("axes", new long[] { 3, 2 })),
        .. new[] { "not_larger", "not_smaller" }.Select(policy => OperatorCase.Of(
            "Resize",
            19,
            [Image, null!, null!, TensorData.Int64s(7, 9)],
            ("axes", new long[] { 2, 3 }),
            ("keep_aspect_ratio_policy", policy))),
        .. new[] { "linear", "cubic" }.Select(mode => OperatorCase.Of(
            "Resize", 18, [new long[] { 1, 2, 9, 8 }, null!, Down], ("mode", mode), ("antialias", 1))),
        OperatorCase.Of(
            "Resize",
            13,
            [new long[] { 1, 1, 3, 4, 5 }, null!, TensorData.Of<float>([1, 1, 2, 1.5f, 2], 5)],
            ("mode", "linear")),
    ];

    static OperatorCase Upsample(int opset) => opset < 9
        ? OperatorCase.Of("Upsample", opset, [Image], ("scales", Up.Span<float>().ToArray()))
        : OperatorCase.Of("Upsample", opset, [Image, Up]);

    static IEnumerable<OperatorCase> Modes(string mapping, TensorData scales) =>
        new[] { "nearest", "linear", "cubic" }.Select(mode =>
            Scaled(scales, ("mode", mode), ("coordinate_transformation_mode", mapping)));

    static OperatorCase Sized(string mode, params long[] sizes) => OperatorCase.Of(
        "Resize", 13, [Image, null!, null!, TensorData.Int64s(1, 2, sizes[0], sizes[1])], ("mode", mode));

    static OperatorCase Scaled(TensorData scales, params (string Name, object Value)[] attributes)
    {
        var isNew = attributes.Any(pair => pair.Value is "half_pixel_symmetric");
        var isOld = attributes.Any(pair => pair.Value is "tf_half_pixel_for_nn");
        return OperatorCase.Of("Resize", isNew ? 19 : isOld ? 11 : 13, [Image, TensorData.Of<float>([], 0), scales],
            attributes);
    }
}
