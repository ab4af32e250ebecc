using OnnxZc.Graphs;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.Darts;

/// <summary>A network of cells.</summary>
/// <param name="genotype">The cells.</param>
/// <param name="form">The stem and the normalisation.</param>
/// <param name="given">Classes, size, channels, cells, all given.</param>
sealed class DartsNetwork(Genotype genotype, DartsForm form, SpaceSettings given)
{
    readonly NetworkBuilder _net = new("darts");
    readonly int _classes = given.Classes!.Value;
    readonly int _cells = given.Cells!.Value;
    int _size = given.InputSize!.Value;

    DartsLayers Layers => field ??= new(_net, form.IsSearch);

    /// <summary>The graph.</summary>
    /// <exception cref="ArchitectureException">An image cannot be halved, or the channels cannot.</exception>
    public Graph Build()
    {
        var (before, last) = Stem(given.Channels!.Value);
        var (channels, isReduced) = (given.Channels.Value, form.HasDeepStem);
        string? auxiliary = null;
        for (var i = 0; i < _cells; i++)
        {
            var isReduction = i == _cells / 3 || i == 2 * _cells / 3;
            channels *= isReduction ? 2 : 1;
            (before, last) = (last, Cell($"cells.{i}", before, last, channels, isReduction, isReduced));
            isReduced = isReduction;
            if (given.Auxiliary && i == 2 * _cells / 3)
                auxiliary = Auxiliary(last);
        }

        var logits = _net.Linear(_net.Pool(last.Name), "classifier", last.Channels, _classes);
        if (auxiliary is null)
            return _net.Finish(logits, _classes);
        _net.Graph.Output(logits, ElementType.Float32, null, _classes);
        return _net.Finish(auxiliary, _classes);
    }

    (Part Before, Part Last) Stem(int channels)
    {
        var image = _net.Image(3, _size);
        if (!form.HasDeepStem)
        {
            var stem = new Part(_net.ConvBn(image, "stem", 3, 3 * channels, new(3)), 3 * channels);
            return (stem, stem);
        }

        if (channels % 2 != 0)
            throw new ArchitectureException($"darts: the stem of {form.Name} halves the channels; {channels} are odd");
        var x = _net.Relu(_net.ConvBn(image, "stem0.0", 3, channels / 2, new(3, 2)));
        x = _net.ConvBn(x, "stem0.1", channels / 2, channels, new(3, 2));
        _size = (((_size + 1) / 2) + 1) / 2;
        var last = _net.ReluConvBn(x, "stem1", channels, channels, new(3, 2));
        Halve();
        return (new(x, channels), new(last, channels));
    }

    Part Cell(string name, Part before, Part last, int channels, bool isReduction, bool isReduced)
    {
        string[] states =
        [
            isReduced
                ? Layers.Reduce(before.Name, $"{name}.preprocess0", before.Channels, channels)
                : _net.ReluConvBn(before.Name, $"{name}.preprocess0", before.Channels, channels, new(1)),
            _net.ReluConvBn(last.Name, $"{name}.preprocess1", last.Channels, channels, new(1)),
        ];
        var edges = isReduction ? genotype.Reduce : genotype.Normal;
        for (var node = 0; node < Genotype.Nodes; node++)
        {
            string[] terms = [.. Enumerable.Range(0, 2).Select(i => Term(edges[(2 * node) + i], $"{node}.edge.{i}"))];
            states = [.. states, _net.Sum(terms)];
        }

        if (isReduction)
            Halve();
        return new(_net.Concat(states[2..]), Genotype.Nodes * channels);

        string Term(DartsEdge edge, string place) => Layers.Operation(
            edge.Operation,
            states[edge.Input],
            $"{name}.node.{place}",
            channels,
            isReduction && edge.Input < 2 ? 2 : 1);
    }

    void Halve() => _size = _size % 2 == 0 ? _size / 2 : throw new ArchitectureException(
        $"darts: images of {given.InputSize} pixels become {_size} on the way, which cannot be halved");

    string Auxiliary(Part last)
    {
        var stride = form.HasDeepStem ? 2 : 3;
        if (_size < 5 || (_size - 5) / stride != 1)
        {
            throw new ArchitectureException(
                $"darts: the auxiliary classifier is for images of {form.InputSize} pixels, not {given.InputSize}");
        }

        var x = _net.AveragePool(_net.Relu(last.Name), new(5, stride) { Padding = 0 });
        x = _net.Conv(x, "auxiliary.conv1", last.Channels, 128, new(1));
        x = _net.Relu(_net.BatchNorm(x, "auxiliary.bn1", 128));
        x = _net.Conv(x, "auxiliary.conv2", 128, 768, new(2) { Padding = 0 });
        if (!form.HasDeepStem)
            x = _net.BatchNorm(x, "auxiliary.bn2", 768);
        x = _net.Node("Flatten", [_net.Relu(x)]);
        return _net.Linear(x, "auxiliary.classifier", 768, _classes);
    }

    readonly record struct Part(string Name, int Channels);
}
