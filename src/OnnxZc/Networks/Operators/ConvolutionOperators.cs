using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Convolutions over one to three spatial dimensions.</summary>
static class ConvolutionOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Conv", [1, 11, 22], call => Convolve(call, call[0], call[1], call.Optional(2)));
        table.Add("ConvTranspose", [1, 11, 22], ConvTranspose);
    }

    /// <summary>A convolution whose padding is the same at both ends.</summary>
    public static Tensor Convolve(
        OperatorCall call, Tensor x, Tensor weight, Tensor? bias, Window window, long[] padding, long groups) =>
        window.Rank switch
        {
            1 => F.conv1d(x, weight, bias, window.Strides[0], padding[0], window.Dilations[0], groups),
            2 when GroupedConvolution.Serves(x, window, groups) =>
                GroupedConvolution.Convolve(x, weight, bias, window, padding, groups),
            2 => F.conv2d(x, weight, bias, window.Strides, padding, window.Dilations, groups),
            3 => F.conv3d(x, weight, bias, window.Strides, padding, window.Dilations, groups),
            var rank => throw call.Unsupported($"a convolution over {rank} spatial dimensions"),
        };

    /// <summary>A convolution with the call's window and groups.</summary>
    public static Tensor Convolve(OperatorCall call, Tensor x, Tensor weight, Tensor? bias)
    {
        var window = Window.Of(call, [.. weight.shape.Skip(2)], [.. x.shape.Skip(2)]);
        var padding = window.PadsBegin;
        if (!window.IsSymmetric)
        {
            x = F.pad(x, window.TorchPads());
            padding = new long[window.Rank];
        }

        return Convolve(call, x, weight, bias, window, padding, call.Attributes.Int("group", 1));
    }

    static Tensor ConvTranspose(OperatorCall call)
    {
        var (x, weight, bias) = (call[0], call[1], call.Optional(2));
        var sizes = x.shape[2..];
        var (window, extra) = Transposed(call, Window.Of(call, weight.shape[2..], sizes), sizes);
        var steps = window.Strides.Zip(window.Dilations, Math.Max);
        if (window.IsSymmetric && extra.Zip(steps).All(pair => pair.First < pair.Second))
            return Spread(call, x, weight, bias, window, extra);

        // The other paddings cut the widest result, or widen it by what only the bias reaches.
        var none = new long[window.Rank];
        var widest = Spread(call, x, weight, null, window with { PadsBegin = none }, none);
        var cut = F.pad(widest, [.. Enumerable.Range(0, window.Rank).Reverse()
            .SelectMany(i => new[] { -window.PadsBegin[i], extra[i] - window.PadsEnd[i] })]);
        return bias is null ? cut : cut + bias.reshape([-1, .. sizes.Select(_ => 1L)]);
    }

    static Tensor Spread(OperatorCall call, Tensor x, Tensor weight, Tensor? bias, Window window, long[] extra)
    {
        var groups = call.Attributes.Int("group", 1);
        var (strides, pads, dilations) = (window.Strides, window.PadsBegin, window.Dilations);
        return window.Rank switch
        {
            1 => F.conv_transpose1d(x, weight, bias, strides[0], pads[0], extra[0], dilations[0], groups),
            2 => F.conv_transpose2d(x, weight, bias, strides, pads, extra, dilations, groups),
            3 => F.conv_transpose3d(x, weight, bias, strides, pads, extra, dilations, groups),
            _ => throw call.Unsupported($"a transposed convolution over {window.Rank} spatial dimensions"),
        };
    }

    /// <summary>The paddings and what is added behind, where the output's size decides them.</summary>
    static (Window Window, long[] Extra) Transposed(OperatorCall call, Window window, long[] input)
    {
        long[] extra = call.Attributes.Has("output_padding")
            ? [.. call.Attributes.Ints("output_padding")]
            : new long[window.Rank];
        var auto = call.Attributes.Text("auto_pad", "NOTSET");
        long[]? target = call.Attributes.Has("output_shape")
            ? [.. call.Attributes.Ints("output_shape").TakeLast(window.Rank)]
            : auto is "SAME_UPPER" or "SAME_LOWER" ? [.. input.Zip(window.Strides, (size, by) => size * by)] : null;
        if (target is null)
            return (window, extra);

        var (begin, end) = (new long[window.Rank], new long[window.Rank]);
        for (var i = 0; i < window.Rank; i++)
        {
            var total = ((input[i] - 1) * window.Strides[i]) + extra[i] + window.Extent(i) - target[i];
            extra[i] -= Math.Min(total, 0);
            total = Math.Max(total, 0);
            begin[i] = auto == "SAME_UPPER" ? total / 2 : total - (total / 2);
            end[i] = total - begin[i];
        }

        return (window with { PadsBegin = begin, PadsEnd = end }, extra);
    }
}
