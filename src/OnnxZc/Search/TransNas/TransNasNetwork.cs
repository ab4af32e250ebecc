using OnnxZc.Graphs;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.TransNas;

/// <summary>A stem of two strides, layers of two cells each, and a linear head.</summary>
/// <param name="code">Layers and cell.</param>
/// <param name="task">The head.</param>
/// <param name="name">The graph's name.</param>
sealed class TransNasNetwork(TransNasCode code, TransNasTask task, string name)
{
    const int CellsPerLayer = 2;

    readonly NetworkBuilder _net = new(name);

    public Graph Build(int channels, int size, int classes)
    {
        var x = _net.Image(3, size);
        x = _net.ConvBn(x, "stem.0", 3, channels / 2, new(3, 2));
        x = _net.ReluConvBn(x, "stem.1", channels / 2, channels, new(3, 2));
        var from = channels;
        for (var layer = 0; layer < code.Layers.Length; layer++)
        {
            var digit = code.Layers[layer];
            var to = TransNasCode.Widens(digit) ? from * 2 : from;
            for (var i = 0; i < CellsPerLayer; i++)
            {
                var stride = i == 0 && TransNasCode.Strides(digit) ? 2 : 1;
                x = code.Edges.IsEmpty
                    ? Residual(x, $"layers.{layer}.{i}", from, to, stride)
                    : Cell(x, $"layers.{layer}.{i}", from, to, stride);
                from = to;
            }
        }

        var joined = _net.Concat([.. Enumerable.Repeat(x, task.Tiles)]);
        var graph = _net.Finish(_net.Linear(_net.Pool(joined), "head", task.Tiles * from, classes), classes);
        return task.Tiles == 1 ? graph : TileByTile.Unroll(graph, x, task.Tiles);
    }

    string Residual(string x, string prefix, int from, int to, int stride)
    {
        var y = _net.ReluConvBn(x, $"{prefix}.a", from, to, new(3, stride));
        y = _net.ReluConvBn(y, $"{prefix}.b", to, to, new(3));
        var shortcut = stride == 1 && from == to ? x : _net.ConvBn(x, $"{prefix}.shortcut", from, to, new(1, stride));
        return _net.Sum([shortcut, y]);
    }

    // Edges from the input carry the stride and the change of channels.
    string Cell(string x, string prefix, int from, int to, int stride)
    {
        List<string> nodes = [x];
        for (var target = 1; target < TransNasCode.Nodes; target++)
        {
            nodes.Add(_net.Sum(nodes.Select((node, source) => source == 0
                ? Edge(node, $"{prefix}.edge.{target}_{source}", code.Edge(target, source), from, to, stride)
                : Edge(node, $"{prefix}.edge.{target}_{source}", code.Edge(target, source), to, to, 1)).ToArray()));
        }

        return nodes[^1];
    }

    string Edge(string x, string prefix, int operation, int from, int to, int stride) => operation switch
    {
        0 => Zeros(x, from, to, stride),
        1 => stride == 1 && from == to ? x : FactorizedReduce(x, prefix, from, to, stride),
        2 => _net.ReluConvBn(x, prefix, from, to, new(1, stride)),
        _ => _net.ReluConvBn(x, prefix, from, to, new(3, stride)),
    };

    // A layer changes channels by doubling them only.
    string Zeros(string x, int from, int to, int stride)
    {
        if (stride > 1)
        {
            x = _net.Node("Slice", [
                x, _net.Integers("corner", 0, 0), _net.Integers("end", int.MaxValue, int.MaxValue),
                _net.Integers("plane", 2, 3), _net.Integers("halves", 2, 2),
            ]);
        }

        var zeros = _net.Zeros(x);
        return from == to ? zeros : _net.Concat([zeros, zeros]);
    }

    // Half of the channels from the pixels, half from those one further down and right.
    string FactorizedReduce(string x, string prefix, int from, int to, int stride)
    {
        var y = _net.Relu(x);
        var padded = _net.Node("Pad", [y, _net.Integers("one_after", 0, 0, 0, 0, 0, 0, 1, 1)]);
        var shifted = _net.Node("Slice", [
            padded, _net.Integers("second", 1, 1), _net.Integers("end", int.MaxValue, int.MaxValue),
            _net.Integers("plane", 2, 3),
        ]);
        return _net.BatchNorm(
            _net.Concat([
                _net.Conv(y, $"{prefix}.conv.0", from, to / 2, new(1, stride)),
                _net.Conv(shifted, $"{prefix}.conv.1", from, to / 2, new(1, stride)),
            ]),
            $"{prefix}.bn",
            to);
    }
}
