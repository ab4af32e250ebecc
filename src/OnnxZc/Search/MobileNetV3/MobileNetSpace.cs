using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.MobileNetV3;

/// <summary>Sub-networks of once-for-all's MobileNetV3: kernel sizes, expansions and depths of five stages.</summary>
/// <remarks>
/// Architectures are sampled, choice by choice, and have no numbers: there are 3^45. The canonical form takes the first
/// choice for blocks that are not there; neighbours differ in a choice that is used.
/// </remarks>
sealed class MobileNetSpace : IMutableSpace
{
    public string Name => "ofa_mbv3";

    public IReadOnlyList<string> Aliases => ["ofa", "mobilenetv3"];

    public string Title => "Once-for-all MobileNetV3: kernels 3 to 7, expansions 3 to 6, depths 2 to 4";

    public string Source => "Cai et al. 2020, Once-for-All, https://arxiv.org/abs/1908.09791";

    public string Licence => "defined by mit-han-lab/once-for-all, MIT";

    /// <summary>
    /// The multiplier of all widths. <c>w1.2</c>, at 236 pixels, is what WeakNAS searched (Wu et al. 2021); <c>w1.0</c>
    /// is at 224.
    /// </summary>
    public IReadOnlyList<string> Forms => ["w1.2", "w1.0"];

    /// <summary>
    /// once-for-all's dictionary <c>{"ks": [...], "e": [...], "d": [...]}</c>, with or without <c>"r": [236]</c>; the
    /// 45 numbers alone, as WeakNAS has them.
    /// </summary>
    public IReadOnlyList<string> Encodings => ["dictionary", "values"];

    public long? Size => null;

    public SpaceSettings Defaults => DefaultsOf(null);

    public SpaceSettings DefaultsOf(string? form) =>
        new() { Form = form ?? Forms[0], Classes = 1000, InputSize = IsWide(form) ? 236 : 224 };

    public Architecture At(long index) =>
        throw new ArchitectureException($"{Name} has no numbers: sample it, or name an architecture.");

    public Architecture Sample(RandomStream draws) => Of(new([.. MobileNetGenes.All.Sample(draws)]));

    public Architecture Parse(string text) => MobileNetGenes.Read(text) is { } genes
        ? Of(genes)
        : throw new ArchitectureException(
            $"'{text}' is no architecture of {Name}: expected {{\"ks\": [20 of 3, 5, 7], \"e\": [20 of 3, 4, 6], "
            + "\"d\": [5 of 2, 3, 4]}, or these 45 numbers.");

    public string Print(Architecture architecture, string encoding)
    {
        var genes = Genes(architecture);
        return encoding switch
        {
            "dictionary" => genes.Json(),
            "values" when genes.Resolution is null => DigitText.Join(",", genes.Values()),
            "values" => throw new ArchitectureException($"{Name}: 45 numbers have no place for a resolution."),
            _ => throw Unprintable.In(this, encoding),
        };
    }

    public Architecture Canonical(Architecture architecture) => Of(Genes(architecture).WithoutIdle());

    public IEnumerable<Architecture> Neighbours(Architecture architecture)
    {
        var genes = Genes(architecture);
        return MobileNetGenes.All.Neighbours(genes.Digits)
            .Where(digits => genes.IsUsed(Enumerable.Range(0, digits.Length).First(i => digits[i] != genes.Digits[i])))
            .Select(digits => Of(genes with { Digits = [.. digits] }));
    }

    public Architecture Mutate(Architecture architecture, RandomStream draws) =>
        draws.Pick([.. Neighbours(architecture)]);

    public Architecture Cross(Architecture one, Architecture other, RandomStream draws) =>
        Of(Genes(one) with { Digits = [.. Choices.Cross(Genes(one).Digits, Genes(other).Digits, draws)] });

    public Graph Build(Architecture architecture, SpaceSettings settings)
    {
        var settled = settings.SettledFor(this);
        var genes = Genes(architecture);
        return new MobileNetNetwork(genes, IsWide(settled.Form) ? 1.2 : 1.0, architecture.ToString()).Build(
            settings.InputSize ?? genes.Resolution ?? settled.InputSize!.Value, settled.Classes!.Value);
    }

    static bool IsWide(string? form) => form is null or "w1.2";

    Architecture Of(MobileNetGenes genes) => new(Name, genes.Json());

    MobileNetGenes Genes(Architecture architecture) => MobileNetGenes.Read(Parse(architecture.Text).Text)!;
}
