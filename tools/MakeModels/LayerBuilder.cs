using OnnxZc.Graphs;

namespace OnnxZc.MakeModels;

/// <summary>
/// The layers that the architectures share, with weights drawn inside the file. A layer's value has the layer's name;
/// its parameters are <c>name.weight</c> and <c>name.bias</c>. Where <c>folded</c>, convolutions have absorbed the
/// batch normalizations that follow them.
/// </summary>
sealed class LayerBuilder(string name, int opset, bool folded = false)
{
    readonly GraphBuilder _graph = new(opset, name);

    public string Image(int channels, int size, long? batch = null) =>
        _graph.Input("input", ElementType.Float32, batch, channels, size, size);

    public string Node(
        string type,
        ReadOnlySpan<string> inputs,
        ReadOnlySpan<(string Name, object Value)> attributes = default,
        string? output = null) =>
        _graph.Node(type, inputs, attributes, output);

    public string Constant(string name, TensorData data) => _graph.Initializer(name, data);

    /// <summary>Weights N(0, 2 / fan-out), no bias unless asked for; the padding keeps the size at stride 1.</summary>
    public string Conv(
        string x, string name, int from, int to, int kernel = 3, int stride = 1, int groups = 1, Bias bias = Bias.None)
    {
        var scale = Math.Sqrt(2.0 * groups / (to * kernel * kernel));
        var weight = _graph.Generated($"{name}.weight", [to, from / groups, kernel, kernel], scale);
        (string, object)[] settings = [.. Window(stride, kernel / 2), .. groups > 1 ? Setting("group", groups) : []];
        return _graph.Node("Conv", [x, weight, .. BiasInput(name, to, bias)], settings, name);
    }

    /// <summary>A convolution and the batch normalization <paramref name="norm"/>, or their folded form.</summary>
    public string ConvNorm(
        string x, string name, string norm, int from, int to, int kernel = 3, int stride = 1, int groups = 1) => folded
        ? Conv(x, name, from, to, kernel, stride, groups, Bias.Drawn)
        : BatchNorm(Conv(x, name, from, to, kernel, stride, groups), norm, to);

    /// <summary>Scale 1, bias 0, running mean 0, running variance 1.</summary>
    public string BatchNorm(string x, string name, int channels) => _graph.Node(
        "BatchNormalization",
        [
            x,
            _graph.Filled($"{name}.weight", [channels], 1),
            _graph.Filled($"{name}.bias", [channels], 0),
            _graph.Filled($"{name}.mean", [channels], 0),
            _graph.Filled($"{name}.var", [channels], 1),
        ],
        output: name);

    /// <summary>A convolution that cuts the image into non-overlapping patches, with a bias.</summary>
    public string Patches(string x, string name, int from, int to, int size)
    {
        var weight = _graph.Generated($"{name}.weight", [to, from, size, size], 1 / Math.Sqrt(from * size * size));
        var bias = _graph.Filled($"{name}.bias", [to], 0);
        return _graph.Node("Conv", [x, weight, bias], Window(stride: size, padding: 0), name);
    }

    public string Relu(string x) => _graph.Node("Relu", [x]);

    public string Add(string a, string b) => _graph.Node("Add", [a, b]);

    /// <summary>Weights N(0, 1 / inputs), laid out [to, from].</summary>
    public string Linear(string x, string name, int from, int to, string? output = null)
    {
        var weight = _graph.Generated($"{name}.weight", [to, from], 1 / Math.Sqrt(from));
        return _graph.Node("Gemm", [x, weight, .. BiasInput(name, to, Bias.Zero)], [("transB", 1)], output ?? name);
    }

    /// <summary>Weights N(0, 1 / inputs), laid out [from, to], so that any leading dimensions pass through.</summary>
    public string Project(string x, string name, int from, int to)
    {
        var weight = _graph.Generated($"{name}.weight", [from, to], 1 / Math.Sqrt(from));
        return Add(_graph.Node("MatMul", [x, weight]), _graph.Filled($"{name}.bias", [to], 0));
    }

    public string LayerNorm(string x, string name, int width) => _graph.Node(
        "LayerNormalization",
        [x, _graph.Filled($"{name}.weight", [width], 1), _graph.Filled($"{name}.bias", [width], 0)],
        output: name);

    public string Drawn(string name, ReadOnlySpan<long> shape, double scale) => _graph.Generated(name, shape, scale);

    public string MaxPool(string x, int kernel, int stride, int padding = 0) => _graph.Node(
        "MaxPool", [x], [("kernel_shape", Repeat(kernel, 2)), .. Window(stride, padding)]);

    /// <summary>Padding does not count in the averages.</summary>
    public string AveragePool(string x, int kernel, int stride, int padding = 0) => _graph.Node(
        "AveragePool", [x], [("kernel_shape", Repeat(kernel, 2)), .. Window(stride, padding)]);

    /// <summary>Global average pooling and a linear classifier.</summary>
    public Graph Classify(string x, int from, int classes) =>
        Finish(_graph.Node("Flatten", [_graph.Node("GlobalAveragePool", [x])]), from, classes);

    /// <summary>A linear classifier on [N, from]; the graph's result is <c>logits</c>.</summary>
    public Graph Finish(string x, int from, int classes, long? batch = null)
    {
        var logits = Linear(x, "fc", from, classes, "logits");
        return _graph.Output(logits, ElementType.Float32, batch, classes).Build();
    }

    ReadOnlySpan<string> BiasInput(string name, int size, Bias bias) => bias switch
    {
        Bias.None => [],
        Bias.Zero => new[] { _graph.Filled($"{name}.bias", [size], 0) },
        _ => new[] { _graph.Generated($"{name}.bias", [size], 0.1) },
    };

    static (string, object)[] Window(int stride, int padding) =>
    [
        .. padding > 0 ? Setting("pads", Repeat(padding, 4)) : [],
        .. stride > 1 ? Setting("strides", Repeat(stride, 2)) : [],
    ];

    static (string, object)[] Setting(string name, object value) => [(name, value)];

    static long[] Repeat(long value, int count) => [.. Enumerable.Repeat(value, count)];
}
