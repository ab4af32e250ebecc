using OnnxZc.Graphs;

namespace OnnxZc.Search.Building;

/// <summary>
/// The layers that search spaces are made of, with weights drawn by nodes. A layer's value has the layer's name; its
/// parameters are <c>name.weight</c> and <c>name.bias</c>.
/// </summary>
/// <param name="name">The graph's name.</param>
sealed class NetworkBuilder(string name)
{
    /// <summary>The opset of every network.</summary>
    public const int Opset = 17;

    readonly GraphBuilder _graph = new(Opset, name);

    /// <summary>The graph, for what no method here adds.</summary>
    public GraphBuilder Graph => _graph;

    /// <summary>The input: images [N, channels, size, size].</summary>
    public string Image(int channels, int size) =>
        _graph.Input("input", ElementType.Float32, null, channels, size, size);

    /// <summary>A node without parameters.</summary>
    public string Node(
        string type, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        _graph.Node(type, inputs, attributes);

    /// <summary>A convolution, without a bias unless asked for.</summary>
    public string Conv(string x, string name, int from, int to, Window window, int groups = 1, bool bias = false)
    {
        var fan = from / groups * window.Kernel * window.Kernel;
        var weight = Drawn($"{name}.weight", [to, from / groups, window.Kernel, window.Kernel], fan);
        (string, object)[] settings = [.. Settings(window), .. groups > 1 ? [("group", (object)groups)] : None];
        string[] offset = bias ? [Drawn($"{name}.bias", [to], fan)] : [];
        return _graph.Node("Conv", [x, weight, .. offset], settings, name);
    }

    /// <summary>Batch normalization: scale 1, bias 0, running mean 0, running variance 1.</summary>
    public string BatchNorm(string x, string name, int channels) => _graph.Node(
        "BatchNormalization",
        [
            x,
            _graph.Filled($"{name}.weight", [channels], 1),
            _graph.Filled($"{name}.bias", [channels], 0),
            _graph.Filled($"{name}.running_mean", [channels], 0),
            _graph.Filled($"{name}.running_var", [channels], 1),
        ],
        output: name);

    /// <summary>A linear layer on [N, from], with a bias.</summary>
    public string Linear(string x, string name, int from, int to) => _graph.Node(
        "Gemm",
        [x, Drawn($"{name}.weight", [to, from], from), Drawn($"{name}.bias", [to], from)],
        [("transB", 1)],
        name);

    /// <summary>The positive part.</summary>
    public string Relu(string x) => _graph.Node("Relu", [x]);

    /// <summary>The sum of one or more values of equal shape, from left to right.</summary>
    public string Sum(IEnumerable<string> terms) => terms.Aggregate((a, b) => _graph.Node("Add", [a, b]));

    /// <summary>Values behind each other along the channels.</summary>
    public string Concat(IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : _graph.Node("Concat", [.. parts], [("axis", 1)]);

    /// <summary>The largest value in each window.</summary>
    public string MaxPool(string x, Window window) => _graph.Node("MaxPool", [x], PoolSettings(window));

    /// <summary>The mean of each window; padding does not count in it.</summary>
    public string AveragePool(string x, Window window) => _graph.Node("AveragePool", [x], PoolSettings(window));

    /// <summary>Global average pooling and flattening: [N, channels].</summary>
    public string Pool(string x) => _graph.Node("Flatten", [_graph.Node("GlobalAveragePool", [x])]);

    /// <summary>The graph whose only result is <paramref name="logits"/>, [N, classes].</summary>
    public Graph Finish(string logits, int classes) =>
        _graph.Output(logits, ElementType.Float32, null, classes).Build();

    static (string, object)[] None => [];

    /// <summary>A parameter of standard deviation 1 / sqrt(3 fan), that of PyTorch's default.</summary>
    public string Drawn(string name, ReadOnlySpan<long> shape, int fan) =>
        _graph.Generated(name, shape, 1 / Math.Sqrt(3.0 * fan));

    static (string, object)[] PoolSettings(Window window) =>
        [("kernel_shape", new long[] { window.Kernel, window.Kernel }), .. Settings(window)];

    static (string, object)[] Settings(Window window) =>
    [
        .. window.Padding > 0 ? [("pads", (object)Repeat(window.Padding, 4))] : None,
        .. window.Stride > 1 ? [("strides", (object)Repeat(window.Stride, 2))] : None,
        .. window.Dilation > 1 ? [("dilations", (object)Repeat(window.Dilation, 2))] : None,
    ];

    static long[] Repeat(long value, int count) => [.. Enumerable.Repeat(value, count)];
}
