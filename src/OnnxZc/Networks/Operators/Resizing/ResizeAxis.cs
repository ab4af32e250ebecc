namespace OnnxZc.Networks.Operators.Resizing;

/// <summary>One dimension of a resize.</summary>
/// <param name="Axis">The dimension.</param>
/// <param name="Input">Its size before.</param>
/// <param name="Output">Its size after.</param>
/// <param name="Scale">The factor, which need not be the ratio of the sizes.</param>
/// <param name="Start">Where a crop begins, as a fraction of the input.</param>
/// <param name="End">Where a crop ends.</param>
sealed record ResizeAxis(int Axis, long Input, long Output, float Scale, float Start = 0, float End = 1)
{
    /// <summary>Whether the output's size is exactly the input's times the factor.</summary>
    public bool IsExact => Input * (double)Scale == Output;

    /// <summary>The position in the input, in elements, that output element <paramref name="i"/> stands for.</summary>
    /// <remarks>In float32, so that ties fall as in the runtimes that computed in float32.</remarks>
    public float Origin(OperatorCall call, string coordinates, long i) => coordinates switch
    {
        "half_pixel" => HalfPixel(i),
        "half_pixel_symmetric" => (Input / 2f * (1 - (Output / (Scale * Input)))) + HalfPixel(i),
        "pytorch_half_pixel" => Output > 1 ? HalfPixel(i) : 0,
        "align_corners" => Output > 1 ? i * (Input - 1f) / (Output - 1f) : 0,
        "asymmetric" => i / Scale,
        "tf_half_pixel_for_nn" => (i + 0.5f) / Scale,
        "tf_crop_and_resize" => Output > 1
            ? (Start * (Input - 1)) + (i * (End - Start) * (Input - 1) / (Output - 1))
            : 0.5f * (Start + End) * (Input - 1),
        _ => throw call.Unsupported($"the coordinate transformation {coordinates}"),
    };

    float HalfPixel(long i) => ((i + 0.5f) / Scale) - 0.5f;
}
