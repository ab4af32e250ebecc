using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Search.NasBench201;

/// <summary>
/// NAS-Bench-201, the topology space of NATS-Bench: 15,625 cells of six edges, in a network of fifteen cells.
/// </summary>
/// <remarks>
/// Canonical forms are those of <see cref="CellClasses"/>. Parameters are named after the structure:
/// <c>cells.3.edge.2_0.conv.weight</c> is that of the edge from node 0 to node 2 in the fourth cell.
/// </remarks>
sealed class NasBench201Space : IMutableSpace
{
    const string TrainedForm = "official";
    const string ZeroCostForm = "zero-cost-nas";

    /// <inheritdoc/>
    public string Name => "nb201";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => ["nasbench201", "nats-tss"];

    /// <inheritdoc/>
    public string Title => "NAS-Bench-201: an operation on each of the six edges of a cell";

    /// <inheritdoc/>
    public string Source => "Dong and Yang 2020, https://arxiv.org/abs/2001.00326";

    /// <inheritdoc/>
    public string Licence =>
        "definition: D-X-Y/AutoDL-Projects and SamsungLabs/zero-cost-nas; weights are drawn by the file itself";

    /// <inheritdoc/>
    public IReadOnlyList<string> Forms => [TrainedForm, ZeroCostForm];

    /// <inheritdoc/>
    public IReadOnlyList<string> Encodings { get; } = [.. CellText.Encodings.Select(encoding => encoding.Name)];

    /// <inheritdoc/>
    public long? Size => Cell.Count;

    /// <inheritdoc/>
    public SpaceSettings Defaults { get; } =
        new() { Form = TrainedForm, Classes = 10, InputSize = 32, Channels = 16, Cells = 5 };

    /// <inheritdoc/>
    public Architecture At(long index) => index is >= 0 and < Cell.Count
        ? Of(PublishedOrder.At((int)index))
        : throw new ArchitectureException($"{Name} numbers its architectures from 0 to {Cell.Count - 1}, not {index}");

    /// <inheritdoc/>
    public Architecture Sample(RandomStream draws) => Of(new((int)draws.Below(0, Cell.Count)));

    /// <inheritdoc/>
    public Architecture Parse(string text) => Of(Read(text));

    /// <inheritdoc/>
    public string Print(Architecture architecture, string encoding)
    {
        var known = CellText.Encodings.FirstOrDefault(item => item.Name == encoding);
        return known.Print is { } print
            ? print(Read(architecture.Text))
            : throw new ArchitectureException(
                $"{Name} has no encoding '{encoding}', only {string.Join(", ", Encodings)}");
    }

    /// <inheritdoc/>
    public Architecture Canonical(Architecture architecture) => Of(CellClasses.Canonical(Read(architecture.Text)));

    /// <inheritdoc/>
    public Graph Build(Architecture architecture, SpaceSettings settings)
    {
        settings = settings.SettledFor(this);
        if (settings.InputSize % 4 != 0)
        {
            throw new ArchitectureException(
                $"{Name} halves its images twice: an input size of {settings.InputSize} is no multiple of 4");
        }

        return CellNetwork.Build(
            Read(architecture.Text), settings.Form == TrainedForm, settings, $"{Name} {architecture.Text}");
    }

    /// <inheritdoc/>
    public IEnumerable<Architecture> Neighbours(Architecture architecture)
    {
        var cell = Read(architecture.Text);
        return Enumerable.Range(0, Cell.Edges.Count).SelectMany(edge => Enum.GetValues<CellOperation>()
            .Where(operation => operation != cell[edge])
            .Select(operation => Of(cell.With(edge, operation))));
    }

    /// <inheritdoc/>
    public Architecture Mutate(Architecture architecture, RandomStream draws)
    {
        var cell = Read(architecture.Text);
        var edge = (int)draws.Below(0, Cell.Edges.Count);
        var step = 1 + draws.Below(1, Cell.Operations - 1);
        return Of(cell.With(edge, (CellOperation)(((int)cell[edge] + step) % Cell.Operations)));
    }

    /// <inheritdoc/>
    public Architecture Cross(Architecture one, Architecture other, RandomStream draws)
    {
        var (first, second) = (Read(one.Text), Read(other.Text));
        return Of(Cell.Of(Enumerable.Range(0, Cell.Edges.Count)
            .Select(edge => (draws.Sign(edge) > 0 ? first : second)[edge])));
    }

    Architecture Of(Cell cell) => new(Name, CellText.Print(cell));

    Cell Read(string text) => CellText.Read(text) ?? throw new ArchitectureException(
        $"'{text}' is no cell of {Name}: give |op~0|+|op~0|op~1|+|op~0|op~1|op~2| of none, skip_connect, "
        + $"nor_conv_1x1, nor_conv_3x3 and avg_pool_3x3, a number from 0 to {Cell.Count - 1}, or another of its "
        + $"encodings ({string.Join(", ", Encodings.Skip(2))})");
}
