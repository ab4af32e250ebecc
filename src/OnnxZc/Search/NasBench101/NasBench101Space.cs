using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBench101;

/// <summary>NAS-Bench-101: cells of up to seven vertices and nine edges.</summary>
/// <remarks>
/// The canonical form has the cell's useful vertices alone, in one order for all cells that differ in their order: the
/// classes of the published hash. Where the output's channels do not divide by the vertices before it, that order
/// decides which of them is one channel wider, and so members of a class may differ by that.
/// </remarks>
sealed class NasBench101Space : IMutableSpace
{
    const int Genes = 26;
    const int Bits = 21;
    const int MostTries = 100;
    const string Hash = "hash";

    /// <summary>The network that was trained.</summary>
    public const string Official = "official";

    public string Name => "nb101";

    public IReadOnlyList<string> Aliases => ["nasbench101"];

    public string Title => "NAS-Bench-101: 423,624 cells of convolutions and max pooling, trained on CIFAR-10";

    public string Source => "Ying et al. 2019, https://arxiv.org/abs/1902.09635";

    public string Licence => "Definition by google-research/nasbench, Apache-2.0";

    public IReadOnlyList<string> Forms => [Official];

    public IReadOnlyList<string> Encodings =>
        [CellText.Genotype, CellText.Json, CellText.NasLib, CellText.Rows, CellText.WeakNas, Hash];

    public long? Size => null;

    public SpaceSettings Defaults { get; } =
        new() { Form = Official, Classes = 10, InputSize = 32, Channels = 128, Cells = 3 };

    public Architecture At(long index) =>
        throw new ArchitectureException($"{Name} has no published order; sample it, or give an encoding or a file");

    public Architecture Sample(RandomStream draws)
    {
        for (var first = 0L; ; first += Genes)
        {
            var start = first;
            var genes = Enumerable.Range(0, Genes).Select(gene => (int)draws.Below(start + gene, Options(gene)));
            if (Valid([.. genes]) is { } architecture)
                return architecture;
        }
    }

    public Architecture Parse(string text)
    {
        var cell = CellText.Parse(text) ?? throw new ArchitectureException(
            text.Trim() is { Length: 32 } hash && hash.All(char.IsAsciiHexDigitLower)
                ? $"{Name}: '{hash}' is a hash, which names a cell without saying what it is; give the cell"
                : $"{Name}: '{text}' is no cell; expected {string.Join(", ", Encodings.SkipLast(1))}");
        return cell.IsValid ? Of(cell) : throw new ArchitectureException(
            $"{Name}: '{text}' is not in the space: input and output must be joined by at most {Cell.MostEdges} edges");
    }

    public string Print(Architecture architecture, string encoding) => encoding switch
    {
        CellText.Genotype => architecture.Text,
        CellText.Json => CellText.PrintJson(CellOf(architecture)),
        CellText.NasLib => CellText.PrintNasLib(CellOf(architecture)),
        CellText.Rows => CellText.PrintRows(CellOf(architecture)),
        CellText.WeakNas => CellText.PrintWeakNas(CellOf(architecture)),
        Hash => CellOf(architecture).Pruned()!.Hash(),
        _ => throw Unprintable.In(this, encoding),
    };

    public Architecture Canonical(Architecture architecture) => Of(CellOf(architecture).Pruned()!.Canonical());

    public IEnumerable<Architecture> Neighbours(Architecture architecture)
    {
        var genes = GenesOf(architecture);
        for (var gene = 0; gene < Genes; gene++)
        {
            for (var option = 0; option < Options(gene); option++)
            {
                if (option != genes[gene] && Valid([.. genes[..gene], option, .. genes[(gene + 1)..]]) is { } other)
                    yield return other;
            }
        }
    }

    public Architecture Mutate(Architecture architecture, RandomStream draws) =>
        draws.Pick([.. Neighbours(architecture)]);

    /// <summary>As the interface has it; the first parent where a hundred tries give no valid cell.</summary>
    public Architecture Cross(Architecture one, Architecture other, RandomStream draws)
    {
        var (first, second) = (GenesOf(one), GenesOf(other));
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var start = attempt * Genes;
            if (Valid([.. first.Select((gene, i) => draws.Sign(start + i) > 0 ? gene : second[i])]) is { } child)
                return child;
        }

        return one;
    }

    public Graph Build(Architecture architecture, SpaceSettings settings)
    {
        var given = settings.SettledFor(this);
        var (width, perStack) = (given.Channels!.Value, given.Cells!.Value);
        if (given.InputSize < 4 || width < Cell.MostVertices)
        {
            throw new ArchitectureException(
                $"{Name} needs images of 4 pixels and {Cell.MostVertices} channels at least");
        }

        var cell = CellOf(architecture).Pruned()!;
        var net = new NetworkBuilder(Name);
        var x = net.ConvBnRelu(net.Image(3, given.InputSize!.Value), "stem", 3, width, 3);
        var from = width;
        for (var i = 0; i < 3 * perStack; i++)
        {
            if (i > 0 && i % perStack == 0)
                (x, width) = (net.MaxPool(x, new(2, 2) { Padding = 0 }), 2 * width);
            x = new CellNetwork(net, cell, $"cells.{i}").Add(x, from, width);
            from = width;
        }

        // The published code takes the mean by a function, which counts of operations by modules do not see.
        x = net.Node("ReduceMean", [x], ("axes", new long[] { 2, 3 }), ("keepdims", 0));
        return net.Finish(net.Classifier(x, "classifier", from, given.Classes!.Value), given.Classes.Value);
    }

    static int Options(int gene) => gene < Bits ? 2 : 3;

    Architecture Of(Cell cell) => new(Name, CellText.Print(cell));

    Architecture? Valid(int[] genes) =>
        CellText.FromGenotype(genes) is { IsValid: true } ? new(Name, DigitText.Join(",", genes)) : null;

    static Cell CellOf(Architecture architecture) => CellText.Parse(architecture.Text)!;

    static int[] GenesOf(Architecture architecture) =>
        DigitText.Numbers(architecture.Text)!;
}
