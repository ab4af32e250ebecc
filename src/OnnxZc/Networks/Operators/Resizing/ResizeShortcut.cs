using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Resizing;

/// <summary>libtorch's own interpolation, where it picks and weighs the same elements.</summary>
static class ResizeShortcut
{
    /// <summary>The result, or null where libtorch has nothing that is equal.</summary>
    public static Tensor? Find(Tensor x, ResizeTaps[] taps, Interpolation settings)
    {
        var rank = (int)x.ndim;
        var fits = rank is >= 3 and <= 5 && taps.All(tap => tap.Axis.Axis >= 2 && !tap.Outside.Contains(true))
            && x.is_floating_point();
        if (!fits)
            return null;

        var size = x.shape[2..];
        foreach (var tap in taps)
            size[tap.Axis.Axis - 2] = tap.Axis.Output;
        if (settings.Mode == "nearest")
        {
            return taps.All(tap => Picks(tap, 0)) ? F.interpolate(x, size)
                : taps.All(tap => Picks(tap, 0.5f)) ? F.interpolate(x, size, mode: torch.InterpolationMode.NearestExact)
                : null;
        }

        var isSmooth = !settings.Antialias && !settings.ExcludeOutside && taps.All(tap => Agrees(tap.Axis, settings));
        return isSmooth && Smooth(rank, settings) is { } mode
            ? F.interpolate(x, size, mode: mode, align_corners: settings.Coordinates == "align_corners")
            : null;
    }

    static torch.InterpolationMode? Smooth(int rank, Interpolation settings) => (settings.Mode, rank) switch
    {
        ("linear", 3) => torch.InterpolationMode.Linear,
        ("linear", 4) => torch.InterpolationMode.Bilinear,
        ("linear", 5) => torch.InterpolationMode.Trilinear,
        ("cubic", 4) when settings.CubicA == -0.75 => torch.InterpolationMode.Bicubic,
        _ => null,
    };

    static bool Agrees(ResizeAxis axis, Interpolation settings) => settings.Coordinates switch
    {
        "align_corners" => true,
        "half_pixel" or "half_pixel_symmetric" => axis.IsExact,
        "pytorch_half_pixel" => axis.IsExact && axis.Output > 1,
        _ => false,
    };

    // libtorch finds a nearest element in float32 from the ratio of the sizes.
    static bool Picks(ResizeTaps taps, float offset)
    {
        var (input, output) = (taps.Axis.Input, taps.Axis.Output);
        var ratio = (float)input / output;
        return !taps.Indices[0].Where((index, i) =>
            Math.Min((long)MathF.Floor((i + offset) * ratio), input - 1) != index).Any();
    }
}
