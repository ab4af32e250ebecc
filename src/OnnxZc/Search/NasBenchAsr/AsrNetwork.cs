using OnnxZc.Graphs;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBenchAsr;

/// <summary>
/// Four blocks on log-mel frames [N, 80, T]: a convolution, a normalisation over channels, and 3 to 6 cells each. The
/// logits are [N, T / 4, classes].
/// </summary>
/// <param name="cell">The cell.</param>
/// <param name="name">The graph's name.</param>
sealed class AsrNetwork(AsrCell cell, string name)
{
    const int Features = 80;
    const int Context = 4;
    const int Groups = 100;
    const int Hidden = 500;

    static readonly (int Width, int Stride, int Cells)[] Blocks =
        [(600, 1, 3), (800, 1, 4), (1000, 2, 5), (1200, 2, 6)];

    readonly NetworkBuilder _net = new(name);

    public Graph Build(SpaceSettings settings)
    {
        var x = _net.Graph.Input("input", ElementType.Float32, null, Features, settings.InputSize!.Value);
        var from = Features;
        for (var i = 0; i < Blocks.Length; i++)
        {
            var (width, stride, cells) = Blocks[i];
            x = PaddedConv(x, $"blocks.{i}.conv", from, width, new(8, stride), groups: 1);
            x = Normalised(x, $"blocks.{i}.norm", width);
            for (var j = 0; j < cells; j++)
                x = Cell(x, $"blocks.{i}.cells.{j}", width);
            from = width;
        }

        var classes = settings.Classes!.Value;
        var logits = settings.Form == "lstm"
            ? FrameLinear(Recurrent(x, from), "classifier", Hidden, classes)
            : FrameLinear(FramesFirst(x), "classifier", from, classes);
        // Both strides round up.
        var frames = (((settings.InputSize.Value + 1) / 2) + 1) / 2;
        return _net.Graph.Output(logits, ElementType.Float32, null, frames, classes).Build();
    }

    string Cell(string x, string prefix, int width)
    {
        List<string> values = [x];
        for (var node = 0; node < AsrCell.Nodes; node++)
        {
            var result = Operation(values[^1], $"{prefix}.nodes.{node}", cell.Operation(node), width);
            values.Add(_net.Sum([result, .. values.Where((_, value) => cell.Adds(node, value))]));
        }

        return Normalised(values[^1], $"{prefix}.norm", width);
    }

    string Operation(string x, string prefix, string operation, int width) => operation switch
    {
        "linear" => FramesFirst(Rectified(FrameLinear(FramesFirst(x), $"{prefix}.linear", width, width))),
        "conv5" => PaddedConv(x, $"{prefix}.conv", width, width, new(5), Groups),
        "conv5d2" => PaddedConv(x, $"{prefix}.conv", width, width, new(5, 1, 2), Groups),
        "conv7" => PaddedConv(x, $"{prefix}.conv", width, width, new(7), Groups),
        "conv7d2" => PaddedConv(x, $"{prefix}.conv", width, width, new(7, 1, 2), Groups),
        _ => _net.Zeros(x),
    };

    // Sees at most four frames, of the unstrided sound, into the future.
    string PaddedConv(string x, string prefix, int from, int to, Window window, int groups)
    {
        var (kernel, stride, dilation) = (window.Kernel, window.Stride, window.Dilation);
        var ahead = Math.Min(Context / stride, (kernel * dilation) - stride);
        var behind = Math.Max(0, ((kernel - 1) * dilation) - ahead);
        var fan = from / groups * kernel;
        (string, object)[] settings =
        [
            ("pads", new long[] { behind, ahead }),
            ("strides", new long[] { stride }),
            ("dilations", new long[] { dilation }),
            ("group", groups),
        ];
        return Rectified(_net.Graph.Node(
            "Conv",
            [
                x,
                _net.Drawn($"{prefix}.weight", [to, from / groups, kernel], fan),
                _net.Drawn($"{prefix}.bias", [to], fan),
            ],
            settings,
            prefix));
    }

    string Rectified(string x) =>
        _net.Node("Clip", [_net.Relu(x), "", _net.Constant("ceiling", TensorData.Scalar(20f))]);

    string FramesFirst(string x) => _net.Node("Transpose", [x], ("perm", new long[] { 0, 2, 1 }));

    string FrameLinear(string x, string prefix, int from, int to) => _net.Graph.Node(
        "Add",
        [
            _net.Node("MatMul", [x, _net.Drawn($"{prefix}.weight", [from, to], from)]),
            _net.Drawn($"{prefix}.bias", [to], from),
        ],
        output: prefix);

    string Normalised(string x, string prefix, int width) => FramesFirst(_net.Graph.Node(
        "LayerNormalization",
        [
            FramesFirst(x),
            _net.Graph.Filled($"{prefix}.weight", [width], 1),
            _net.Graph.Filled($"{prefix}.bias", [width], 0),
        ],
        [("epsilon", 1e-3f)],
        prefix));

    // One bias for each gate where ONNX has two: the second is padded with zeros.
    string Recurrent(string x, int from)
    {
        var bias = _net.Node("Pad", [
            _net.Drawn("lstm.bias", [1, 4 * Hidden], Hidden), _net.Integers("lstm.no_bias", 0, 0, 0, 4 * Hidden),
        ]);
        var states = _net.Graph.Multi(
            "LSTM",
            [
                _net.Node("Transpose", [x], ("perm", new long[] { 2, 0, 1 })),
                _net.Drawn("lstm.weight", [1, 4 * Hidden, from], Hidden),
                _net.Drawn("lstm.recurrence", [1, 4 * Hidden, Hidden], Hidden),
                bias,
            ],
            ["lstm"],
            [("hidden_size", Hidden)]);
        var rows = _net.Node("Squeeze", [states[0], _net.Integers("lstm.direction", 1)]);
        return _net.Node("Transpose", [rows], ("perm", new long[] { 1, 0, 2 }));
    }
}
