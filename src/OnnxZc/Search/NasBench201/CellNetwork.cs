using OnnxZc.Graphs;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBench201;

/// <summary>
/// The network of a cell: a stem, three stages of equal cells with a residual reduction before the second and third,
/// and a classifier.
/// </summary>
sealed class CellNetwork
{
    const int Stages = 3;

    readonly Cell _cell;
    readonly bool _isTrainedForm;
    readonly int _cells;
    readonly int _classes;
    readonly int _channels;
    readonly int _size;
    readonly NetworkBuilder _builder;

    CellNetwork(Cell cell, bool isTrainedForm, SpaceSettings settings, string name)
    {
        (_cell, _isTrainedForm) = (cell, isTrainedForm);
        (_cells, _classes) = (settings.Cells!.Value, settings.Classes!.Value);
        (_channels, _size) = (settings.Channels!.Value, settings.InputSize!.Value);
        _builder = new(name);
    }

    /// <summary>The network.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="isTrainedForm">
    /// Whether convolutions of cells are without bias and their normalisation learned, as in the network that was
    /// trained; else the reverse, as in the copy of zero-cost-nas.
    /// </param>
    /// <param name="settings">All of them.</param>
    /// <param name="name">The graph's name.</param>
    public static Graph Build(Cell cell, bool isTrainedForm, SpaceSettings settings, string name) =>
        new CellNetwork(cell, isTrainedForm, settings, name).Build();

    Graph Build()
    {
        var x = _builder.Conv(_builder.Image(3, _size), "stem.conv", 3, _channels, new(3));
        x = _builder.BatchNorm(x, "stem.bn", _channels);
        var width = _channels;
        for (var stage = 0; stage < Stages; stage++)
        {
            if (stage > 0)
                x = Reduction(x, $"reduction{stage}", width, width *= 2);
            for (var i = 0; i < _cells; i++)
                x = Cell(x, $"cells.{(stage * _cells) + i}", width);
        }

        x = _builder.Pool(_builder.Relu(_builder.BatchNorm(x, "head.bn", width)));
        return _builder.Finish(_builder.Linear(x, "classifier", width, _classes), _classes);
    }

    string Cell(string x, string name, int width)
    {
        List<string> nodes = [x];
        foreach (var edges in Enumerable.Range(0, NasBench201.Cell.Edges.Count)
            .GroupBy(edge => NasBench201.Cell.Edges[edge].To))
        {
            var terms = edges.Where(IsWritten)
                .Select(edge => Apply(nodes[NasBench201.Cell.Edges[edge].From], edge, name, width));
            nodes.Add(_builder.Sum([.. terms]));
        }

        return nodes[^1];
    }

    // Zeros change no sum; but a node needs a term, and what a node computes is counted though nothing comes of it.
    bool IsWritten(int edge)
    {
        var (to, from) = NasBench201.Cell.Edges[edge];
        return !IsNone(edge)
            || Edges(other => other.To == to).All(IsNone)
            || Edges(other => other.From == from).All(IsNone);
    }

    bool IsNone(int edge) => _cell[edge] == CellOperation.None;

    static IEnumerable<int> Edges(Func<(int To, int From), bool> isWanted) =>
        Enumerable.Range(0, NasBench201.Cell.Edges.Count).Where(edge => isWanted(NasBench201.Cell.Edges[edge]));

    string Apply(string x, int edge, string name, int width)
    {
        var (to, from) = NasBench201.Cell.Edges[edge];
        return _cell[edge] switch
        {
            CellOperation.None => _builder.Zeros(x),
            CellOperation.SkipConnect => x,
            CellOperation.AveragePool => _builder.AveragePool(x, new(3)),
            var convolution => ReluConvNorm(
                x, $"{name}.edge.{to}_{from}", width, convolution == CellOperation.Conv3x3 ? 3 : 1),
        };
    }

    string ReluConvNorm(string x, string name, int width, int kernel)
    {
        var y = _builder.Conv(
            _builder.Relu(x), $"{name}.conv", width, width, new(kernel), bias: !_isTrainedForm);
        return _builder.BatchNorm(y, $"{name}.bn", width, isAffine: _isTrainedForm);
    }

    string Reduction(string x, string name, int from, int to)
    {
        var y = _builder.Conv(_builder.Relu(x), $"{name}.conv_a.conv", from, to, new(3, Stride: 2));
        y = _builder.Relu(_builder.BatchNorm(y, $"{name}.conv_a.bn", to));
        y = _builder.BatchNorm(_builder.Conv(y, $"{name}.conv_b.conv", to, to, new(3)), $"{name}.conv_b.bn", to);
        var pooled = _builder.AveragePool(x, new(2, Stride: 2) { Padding = 0 });
        return _builder.Sum([y, _builder.Conv(pooled, $"{name}.downsample", from, to, new(1))]);
    }
}
