using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBench101;

/// <summary>The layers of NAS-Bench-101, with the weights that its PyTorch ports draw.</summary>
static class BenchmarkLayers
{
    /// <summary>A convolution of deviation sqrt(2 / (kernel² × outputs)), normalization, rectifier.</summary>
    public static string ConvBnRelu(this NetworkBuilder net, string x, string name, int from, int to, int kernel)
    {
        var deviation = Math.Sqrt(2.0 / (kernel * kernel * to));
        var weight = net.Graph.Generated($"{name}.conv.weight", [to, from, kernel, kernel], deviation);
        long[] pads = [.. Enumerable.Repeat((kernel - 1) / 2L, 4)];
        x = net.Graph.Node("Conv", [x, weight], kernel > 1 ? [("pads", pads)] : default, $"{name}.conv");
        return net.Relu(net.BatchNorm(x, $"{name}.bn", to));
    }

    /// <summary>The classifier: standard deviation 0.01, bias 0.</summary>
    public static string Classifier(this NetworkBuilder net, string x, string name, int from, int to)
    {
        var weight = net.Graph.Generated($"{name}.weight", [to, from], 0.01);
        var bias = net.Graph.Filled($"{name}.bias", [to], 0);
        return net.Graph.Node("Gemm", [x, weight, bias], [("transB", 1)], name);
    }
}
