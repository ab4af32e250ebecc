using OnnxZc.Graphs;

namespace OnnxZc.MakeModels;

/// <summary>
/// A network of NAS-Bench-201 (Dong and Yang, 2020): a 16-channel stem, three stages of five equal cells and a
/// residual reduction between stages, for 32x32 images of 10 classes.
/// </summary>
static class NasBench201
{
    const int CellsPerStage = 5;

    /// <param name="name">The graph's name.</param>
    /// <param name="opset">The opset.</param>
    /// <param name="cell">The cell, as in <c>|op~0|+|op~0|op~1|+|op~0|op~1|op~2|</c>; <c>none</c> edges add
    /// nothing, and every node needs another one.</param>
    public static Graph Build(string name, int opset, string cell)
    {
        var edges = Parse(cell);
        var l = new LayerBuilder(name, opset);
        var x = l.ConvNorm(l.Image(3, 32), "stem.conv", "stem.bn", 3, 16);
        for (var i = 0; i < 3 * CellsPerStage; i++)
        {
            var width = 16 << (i / CellsPerStage);
            if (i > 0 && i % CellsPerStage == 0)
                x = Reduction(l, x, $"reduce{i / CellsPerStage}", width / 2, width);
            x = Cell(l, x, $"c{i}", edges, width);
        }

        return l.Classify(l.Relu(l.BatchNorm(x, "last.bn", 64)), 64, 10);
    }

    static List<(string Operation, int From)>[] Parse(string cell) =>
        [.. cell.Split('+').Select(node => node.Trim('|').Split('|').Select(Edge).ToList())];

    static (string Operation, int From) Edge(string text) =>
        text.Split('~') is [var operation, var from]
            ? (operation, int.Parse(from))
            : throw new FormatException($"'{text}' is not operation~node");

    static string Cell(LayerBuilder l, string x, string name, List<(string Operation, int From)>[] edges, int width)
    {
        List<string> nodes = [x];
        for (var to = 1; to <= edges.Length; to++)
        {
            var terms = edges[to - 1]
                .Where(edge => edge.Operation != "none")
                .Select(edge => Apply(l, nodes[edge.From], $"{name}.{to}{edge.From}", edge.Operation, width));
            nodes.Add(terms.Aggregate(l.Add));
        }

        return nodes[^1];
    }

    static string Apply(LayerBuilder l, string x, string name, string operation, int width) => operation switch
    {
        "skip_connect" => x,
        "avg_pool_3x3" => l.AveragePool(x, kernel: 3, stride: 1, padding: 1),
        "nor_conv_1x1" => l.ConvNorm(l.Relu(x), $"{name}.conv", $"{name}.bn", width, width, kernel: 1),
        "nor_conv_3x3" => l.ConvNorm(l.Relu(x), $"{name}.conv", $"{name}.bn", width, width),
        _ => throw new FormatException($"no operation '{operation}' in NAS-Bench-201"),
    };

    static string Reduction(LayerBuilder l, string x, string name, int from, int to)
    {
        var y = l.ConvNorm(l.Relu(x), $"{name}.conv1", $"{name}.bn1", from, to, stride: 2);
        y = l.ConvNorm(l.Relu(y), $"{name}.conv2", $"{name}.bn2", to, to);
        return l.Add(y, l.Conv(l.AveragePool(x, kernel: 2, stride: 2), $"{name}.down", from, to, kernel: 1));
    }
}
