using OnnxZc.Graphs;
using OnnxZc.Numerics;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>
/// Operators that draw numbers: from the stream <c>random:</c> + value name, so that every run, machine and thread
/// count draws the same ones. The node's own <c>seed</c> is the stream's seed.
/// </summary>
static class RandomOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("RandomNormal", [1, 22], call => Normal(call, [.. call.Attributes.Ints("shape")]));
        table.Add("RandomUniform", [1, 22], call => Uniform(call, [.. call.Attributes.Ints("shape")]));
        table.Add("RandomNormalLike", [1, 22], call => Normal(call, call[0].shape));
        table.Add("RandomUniformLike", [1, 22], call => Uniform(call, call[0].shape));
        table.Add("Bernoulli", [15, 22], Bernoulli);
        table.Add("Multinomial", [7, 22], Multinomial);
    }

    static Tensor Normal(OperatorCall call, long[] shape)
    {
        var (mean, scale) = (call.Attributes.Float("mean", 0), call.Attributes.Float("scale", 1));
        var stream = StreamOf(call);
        return Draw(call, shape, i => mean + (scale * stream.Normal(i)));
    }

    static Tensor Uniform(OperatorCall call, long[] shape)
    {
        double low = call.Attributes.Float("low", 0);
        var width = call.Attributes.Float("high", 1) - low;
        var stream = StreamOf(call);
        return Draw(call, shape, i => low + (width * stream.Uniform(i)));
    }

    static Tensor Bernoulli(OperatorCall call)
    {
        var x = call[0].detach();
        var draws = Uniforms(call, x.shape).to(x.device);
        return draws.lt(x.to_type(torch.float64)).to_type(TypeOf(call, x.dtype));
    }

    // By the inverse of the cumulative distribution: as many classes lie below the draw as its index says.
    static Tensor Multinomial(OperatorCall call)
    {
        var x = call[0].detach().to_type(torch.float64);
        var samples = call.Attributes.Int("sample_size", 1);
        var draws = Uniforms(call, [x.shape[0], samples, 1]).to(x.device);
        var below = x.softmax(1).cumsum(1).unsqueeze(1).lt(draws).sum(2);
        return below.clamp_max(x.shape[1] - 1).to_type(TypeOf(call, torch.int32));
    }

    static Tensor Draw(OperatorCall call, long[] shape, Func<long, double> element)
    {
        var like = call.Count > 0 ? call[0] : null;
        var type = TypeOf(call, like is not null && torch.is_floating_point(like.dtype) ? like.dtype : torch.float32);
        var drawn = Filled(shape, element).to_type(type);
        return like is null ? drawn : drawn.to(like.device);
    }

    static Tensor Uniforms(OperatorCall call, long[] shape) => Filled(shape, StreamOf(call).Uniform);

    static Tensor Filled(long[] shape, Func<long, double> element)
    {
        var values = new double[TensorData.CountOf(shape)];
        Parallel.For(0, values.Length, i => values[i] = element(i));
        return torch.tensor(values).reshape(shape);
    }

    static torch.ScalarType TypeOf(OperatorCall call, torch.ScalarType fallback) => call.Attributes.Has("dtype")
        ? TensorConversion.ScalarTypeOf(call.Node, (ElementType)call.Attributes.Int("dtype", 0))
        : fallback;

    static RandomStream StreamOf(OperatorCall call) =>
        new($"random:{call.Node.Outputs[0]}", BitConverter.SingleToInt32Bits(call.Attributes.Float("seed", 0)));
}
