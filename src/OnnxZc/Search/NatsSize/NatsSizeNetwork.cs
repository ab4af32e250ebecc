using OnnxZc.Graphs;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NatsSize;

/// <summary>Three equal cells with a residual block of stride 2 before the second and the third.</summary>
/// <param name="widths">Channels of the five stages.</param>
/// <param name="name">The graph's name.</param>
sealed class NatsSizeNetwork(int[] widths, string name)
{
    readonly NetworkBuilder _net = new(name);

    public Graph Build(SpaceSettings settings)
    {
        var x = _net.Image(3, settings.InputSize!.Value);
        x = _net.ConvBn(x, "stem", 3, widths[0], new(3));
        var from = widths[0];
        for (var i = 0; i < widths.Length; i++)
        {
            x = i % 2 == 0
                ? Cell(x, $"cells.{i}", from, widths[i])
                : Reduction(x, $"cells.{i}", from, widths[i]);
            from = widths[i];
        }

        x = _net.Relu(_net.BatchNorm(x, "head.bn", from));
        return _net.Finish(_net.Linear(_net.Pool(x), "classifier", from, settings.Classes!.Value),
            settings.Classes.Value);
    }

    // The cell of NAS-Bench-201 with convolutions 3x3 everywhere but on the edge from the input to the output.
    string Cell(string x, string cell, int from, int to)
    {
        var first = Edge(x, cell, 1, 0, from, to);
        var second = _net.Sum([Edge(x, cell, 2, 0, from, to), Edge(first, cell, 2, 1, to, to)]);
        // The published code leaves the rectifier out where it widens without stride.
        var skip = from == to ? x : _net.ConvBn(x, $"{cell}.edge.3_0", from, to, new(1));
        return _net.Sum([skip, Edge(first, cell, 3, 1, to, to), Edge(second, cell, 3, 2, to, to)]);
    }

    string Edge(string x, string cell, int target, int source, int from, int to) =>
        _net.ReluConvBn(x, $"{cell}.edge.{target}_{source}", from, to, new(3));

    string Reduction(string x, string cell, int from, int to)
    {
        var main = _net.ReluConvBn(x, $"{cell}.a", from, to, new(3, 2));
        main = _net.ReluConvBn(main, $"{cell}.b", to, to, new(3));
        var shortcut = _net.Conv(
            _net.AveragePool(x, new(2, 2) { Padding = 0 }), $"{cell}.shortcut.conv", from, to, new(1));
        return _net.Sum([shortcut, main]);
    }
}
