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

    static Tensor Convolve(
        OperatorCall call, Tensor x, Tensor weight, Tensor? bias, Window window, long[] padding, long groups) =>
        window.Rank switch
        {
            1 => F.conv1d(x, weight, bias, window.Strides[0], padding[0], window.Dilations[0], groups),
            2 => F.conv2d(x, weight, bias, window.Strides, padding, window.Dilations, groups),
            3 => F.conv3d(x, weight, bias, window.Strides, padding, window.Dilations, groups),
            var rank => throw call.Unsupported($"a convolution over {rank} spatial dimensions"),
        };

    static Tensor ConvTranspose(OperatorCall call)
    {
        var (x, weight, bias) = (call[0], call[1], call.Optional(2));
        var autoPad = call.Attributes.Text("auto_pad", "NOTSET");
        if (call.Attributes.Has("output_shape") || autoPad is not ("NOTSET" or "VALID"))
            throw call.Unsupported("output_shape or auto_pad");
        var window = Window.Of(call, [.. weight.shape.Skip(2)], [.. x.shape.Skip(2)]);
        var groups = call.Attributes.Int("group", 1);
        long[] extra = call.Attributes.Has("output_padding")
            ? [.. call.Attributes.Ints("output_padding")]
            : new long[window.Rank];
        if (!window.IsSymmetric)
            throw call.Unsupported("padding that differs between the two ends");

        return window.Rank switch
        {
            1 => F.conv_transpose1d(
                x, weight, bias, window.Strides[0], window.PadsBegin[0], extra[0], window.Dilations[0], groups),
            2 => F.conv_transpose2d(
                x, weight, bias, window.Strides, window.PadsBegin, extra, window.Dilations, groups),
            _ => throw call.Unsupported($"a transposed convolution over {window.Rank} spatial dimensions"),
        };
    }
}
