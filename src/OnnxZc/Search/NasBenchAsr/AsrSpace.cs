using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBenchAsr;

/// <summary>NAS-Bench-ASR: a cell of three nodes in a convolutional network for speech.</summary>
/// <remarks>
/// <para>
/// Numbers are those of the published enumeration, the first gene counting ones. The canonical form is the first cell
/// of the same published hash: it sees zero operations, what they cut off, and nothing else.
/// </para>
/// <para>
/// The networks follow the PyTorch model, in which convolutions are dilated as named. The TensorFlow model of the same
/// repository, as published, gives no dilation to its convolutions and takes 0 for an added value and 1 for none.
/// </para>
/// </remarks>
sealed class AsrSpace : IMutableSpace
{
    static readonly Choices Genes = new(AsrCell.Sizes);
    static readonly Choices Backwards = new([.. AsrCell.Sizes.Reverse()]);

    readonly Lazy<Dictionary<string, Architecture>> _firstOfHash;

    public AsrSpace() => _firstOfHash = new(() => HashFirsts());

    public string Name => "nbasr";

    public IReadOnlyList<string> Aliases => ["nasbench_asr"];

    public string Title => "NAS-Bench-ASR: cells of three nodes for phoneme recognition";

    public string Source => "Mehrotra et al. 2021, NAS-Bench-ASR, https://openreview.net/forum?id=CU0APx9LMaL";

    public string Licence => "defined by SamsungLabs/nb-asr, Apache-2.0";

    /// <summary>
    /// <c>lstm</c> was trained: an LSTM of one bias and 48 classes, whose parameters are the published ones;
    /// <c>backbone</c> has a linear layer to 49 classes instead.
    /// </summary>
    public IReadOnlyList<string> Forms => ["lstm", "backbone"];

    /// <summary>
    /// <c>[[1, 0], [1, 0, 0], [1, 0, 0, 0]]</c>; the same with operations by name; the nine numbers; the md5 hash.
    /// </summary>
    public IReadOnlyList<string> Encodings => ["lists", "names", "genes", "hash"];

    public long? Size => Genes.Count;

    public SpaceSettings Defaults => DefaultsOf(null);

    public SpaceSettings DefaultsOf(string? form) => new()
    {
        Form = form ?? Forms[0],
        Classes = form == "backbone" ? 49 : 48,
        InputSize = 100,
    };

    public Architecture At(long index)
    {
        if (index < 0 || index >= Genes.Count)
            throw new ArchitectureException($"{Name} has numbers from 0 to {Genes.Count - 1}, not {index}.");
        return Of(new AsrCell([.. Backwards.At(index).Reverse()]));
    }

    public Architecture Sample(RandomStream draws) => Of(new AsrCell([.. Genes.Sample(draws)]));

    public Architecture Parse(string text)
    {
        if (text.Length == 32 && _firstOfHash.Value.TryGetValue(text, out var first))
            return first;
        if (DigitText.Number(text) is { } index)
            return At(index);
        return AsrCell.Read(text) is { } cell
            ? Of(cell)
            : throw new ArchitectureException(
                $"'{text}' is no architecture of {Name}: expected lists such as [[1, 0], [1, 0, 0], [1, 0, 0, 0]] with "
                + "operations 0 to 5 or by name and 0 or 1 for the rest, their nine numbers, a hash, or its own "
                + "number.");
    }

    public string Print(Architecture architecture, string encoding) => encoding switch
    {
        "lists" => Cell(architecture).Lists(),
        "names" => Cell(architecture).Names(),
        "genes" => DigitText.Join(",", Cell(architecture).Genes),
        "hash" => Cell(architecture).Hash(),
        _ => throw Unprintable.In(this, encoding),
    };

    public Architecture Canonical(Architecture architecture) => _firstOfHash.Value[Cell(architecture).Hash()];

    public IEnumerable<Architecture> Neighbours(Architecture architecture) =>
        Genes.Neighbours(Cell(architecture).Genes).Select(genes => Of(new([.. genes])));

    public Architecture Mutate(Architecture architecture, RandomStream draws) =>
        draws.Pick([.. Neighbours(architecture)]);

    public Architecture Cross(Architecture one, Architecture other, RandomStream draws) =>
        Of(new([.. Choices.Cross(Cell(one).Genes, Cell(other).Genes, draws)]));

    public Graph Build(Architecture architecture, SpaceSettings settings) =>
        new AsrNetwork(Cell(architecture), architecture.ToString()).Build(settings.SettledFor(this));

    Dictionary<string, Architecture> HashFirsts()
    {
        var firsts = new Dictionary<string, Architecture>(StringComparer.Ordinal);
        for (var index = 0L; index < Genes.Count; index++)
        {
            var cell = new AsrCell([.. Backwards.At(index).Reverse()]);
            firsts.TryAdd(cell.Hash(), Of(cell));
        }

        return firsts;
    }

    Architecture Of(AsrCell cell) => new(Name, cell.Lists());

    AsrCell Cell(Architecture architecture) => AsrCell.Read(Parse(architecture.Text).Text)!;
}
