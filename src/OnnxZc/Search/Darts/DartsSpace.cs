using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.Darts;

/// <summary>The space of DARTS, whose accuracies NAS-Bench-301 predicts.</summary>
/// <remarks>
/// The canonical form sees the order of a node's two edges and that of the nodes of a cell, which moves channels about;
/// it does not see more.
/// </remarks>
sealed class DartsSpace : IMutableSpace
{
    public string Name => "darts";

    public IReadOnlyList<string> Aliases => ["nb301", "nasbench301"];

    public string Title => "DARTS, NAS-Bench-301: a normal and a reduction cell of four nodes, 10^18 genotypes";

    public string Source => "Liu et al. 2019, https://arxiv.org/abs/1806.09055; Zela et al. 2022";

    public string Licence => "Definition by quark0/darts, Apache-2.0";

    public IReadOnlyList<string> Forms => [.. DartsForm.All.Select(form => form.Name)];

    public IReadOnlyList<string> Encodings =>
        [GenotypeText.Compact, GenotypeText.Genotype, GenotypeText.Hnas, GenotypeText.MfNas, GenotypeText.NasLib];

    public long? Size => null;

    public SpaceSettings Defaults => DefaultsOf(null);

    public SpaceSettings DefaultsOf(string? form) => FormOf(form).Settings;

    public Architecture At(long index) => throw new ArchitectureException(
        $"{Name} has no published order; sample it, or give an encoding or a file");

    public Architecture Sample(RandomStream draws)
    {
        var edges = new DartsEdge[2 * Genotype.Edges];
        for (var i = 0; i < edges.Length; i++)
        {
            var operation = (DartsOperation)(1 + draws.Below(2 * i, Genotype.Operations));
            var isSecond = i % 2 == 1;
            var input = (int)draws.Below((2 * i) + 1, Genotype.Inputs(i) - (isSecond ? 1 : 0));
            if (isSecond && input >= edges[i - 1].Input)
                input++;
            edges[i] = new(operation, input);
        }

        return Of(Genotype.Of(edges)!);
    }

    public Architecture Parse(string text) => Of(GenotypeText.Parse(text) ?? throw new ArchitectureException(
        $"{Name}: '{text}' is no genotype of two cells whose nodes have two different inputs each; expected "
        + string.Join(", ", Encodings)));

    public string Print(Architecture architecture, string encoding) => encoding switch
    {
        GenotypeText.Compact => architecture.Text,
        GenotypeText.Genotype => GenotypeText.PrintCall(GenotypeOf(architecture)),
        GenotypeText.Hnas => GenotypeText.PrintHnas(GenotypeOf(architecture)),
        GenotypeText.MfNas => GenotypeText.PrintMfNas(GenotypeOf(architecture)),
        GenotypeText.NasLib => GenotypeText.PrintNasLib(GenotypeOf(architecture)),
        _ => throw Unprintable.In(this, encoding),
    };

    public Architecture Canonical(Architecture architecture) => Of(GenotypeOf(architecture).Canonical());

    public IEnumerable<Architecture> Neighbours(Architecture architecture) =>
        Near(GenotypeOf(architecture).All).Select(Of);

    public Architecture Mutate(Architecture architecture, RandomStream draws) =>
        Of(draws.Pick([.. Near(GenotypeOf(architecture).All)]));

    /// <summary>As the interface has it; a node has both inputs from the same parent, which keeps it valid.</summary>
    public Architecture Cross(Architecture one, Architecture other, RandomStream draws)
    {
        var (first, second) = (GenotypeOf(one).All, GenotypeOf(other).All);
        return Of(Genotype.Of([.. first.Select((edge, i) => new DartsEdge(
            draws.Sign(i) > 0 ? edge.Operation : second[i].Operation,
            draws.Sign(first.Length + (i / 2)) > 0 ? edge.Input : second[i].Input))])!);
    }

    public Graph Build(Architecture architecture, SpaceSettings settings)
    {
        settings.RequireForm(this);
        var form = FormOf(settings.Form);
        var given = settings.SettledFor(this, form.HasAuxiliary);
        return new DartsNetwork(GenotypeOf(architecture), form, given).Build();
    }

    static IEnumerable<Genotype> Near(DartsEdge[] edges)
    {
        for (var i = 0; i < edges.Length; i++)
        {
            var changed = Enumerable.Range(1, Genotype.Operations)
                .Select(operation => edges[i] with { Operation = (DartsOperation)operation })
                .Concat(Enumerable.Range(0, Genotype.Inputs(i)).Select(input => edges[i] with { Input = input }));
            foreach (var edge in changed.Where(edge => edge != edges[i]))
            {
                if (Genotype.Of([.. edges[..i], edge, .. edges[(i + 1)..]]) is { } other)
                    yield return other;
            }
        }
    }

    static DartsForm FormOf(string? name) =>
        DartsForm.All.FirstOrDefault(form => form.Name == name) ?? DartsForm.All[0];

    Architecture Of(Genotype genotype) => new(Name, GenotypeText.Print(genotype));

    static Genotype GenotypeOf(Architecture architecture) => GenotypeText.Parse(architecture.Text)!;
}
