using System.Text.RegularExpressions;
using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.TransNas;

/// <summary>The cell space of TransNAS-Bench-101: six edges of four operations in a network of five layers.</summary>
/// <remarks>
/// Numbers are those of the published list, the last edge counting ones. The canonical form has a zero on every edge
/// that no path from the input to the output takes, and of two nodes that do not see each other the one with the
/// smaller operations first; it says nothing of layers that are computed in vain.
/// </remarks>
sealed partial class TransNasMicroSpace : IMutableSpace
{
    static readonly Choices Edges = new([4, 4, 4, 4, 4, 4]);

    public string Name => "tnb101_micro";

    public IReadOnlyList<string> Aliases => ["transnas_micro"];

    public string Title => "TransNAS-Bench-101, cells: six edges of four operations";

    public string Source => TransNasForms.Source;

    public string Licence => TransNasForms.Licence;

    public IReadOnlyList<string> Forms => TransNasForms.Names;

    /// <summary><c>64-41414-1_02_333</c>; its six operations alone, <c>1-0-2-3-3-3</c>, as NASLib has them.</summary>
    public IReadOnlyList<string> Encodings => ["string", "operations"];

    public long? Size => Edges.Count;

    public SpaceSettings Defaults => DefaultsOf(null);

    public SpaceSettings DefaultsOf(string? form) => TransNasForms.DefaultsOf(form);

    public Architecture At(long index) => index >= 0 && index < Edges.Count
        ? Of(Edges.At(index))
        : throw new ArchitectureException($"{Name} has numbers from 0 to {Edges.Count - 1}, not {index}.");

    public Architecture Sample(RandomStream draws) => Of(Edges.Sample(draws));

    public Architecture Parse(string text)
    {
        if (Text().IsMatch(text))
            return new(Name, text);
        if (DigitText.Number(text) is { } index)
            return At(index);
        return DigitText.Read(text) is { Length: 6 } edges && edges.All(edge => edge < 4)
            ? Of(edges)
            : throw new ArchitectureException(
                $"'{text}' is no architecture of {Name}: expected 64-41414-, then operations from 0 to 3 such as "
                + "1_02_333, the six of them such as 1-0-2-3-3-3, or its number.");
    }

    public string Print(Architecture architecture, string encoding) => encoding switch
    {
        "string" => Parse(architecture.Text).Text,
        "operations" => DigitText.Join("-", Digits(architecture)),
        _ => throw Unprintable.In(this, encoding),
    };

    public Architecture Canonical(Architecture architecture)
    {
        var code = Code(Digits(architecture));
        // Which nodes a signal reaches, and from which it reaches the output.
        bool first = code.Edge(1, 0) != 0, link = code.Edge(2, 1) != 0;
        var second = code.Edge(2, 0) != 0 || (first && link);
        var fromSecond = code.Edge(3, 2) != 0;
        var fromFirst = code.Edge(3, 1) != 0 || (link && fromSecond);
        bool[] used =
        [
            fromFirst, fromSecond, first && fromSecond, true, first && fromFirst, second && fromSecond,
        ];
        int[] kept = [.. code.Edges.Select((edge, i) => used[i] ? edge : 0)];
        // A node without source and one without target have no edge left at this point.
        int[] swapped = [kept[1], kept[0], 0, kept[3], kept[5], kept[4]];
        return Of(kept[2] == 0 && swapped.AsSpan().SequenceCompareTo(kept) < 0 ? swapped : kept);
    }

    public IEnumerable<Architecture> Neighbours(Architecture architecture) =>
        Edges.Neighbours(Digits(architecture)).Select(Of);

    public Architecture Mutate(Architecture architecture, RandomStream draws) =>
        draws.Pick([.. Neighbours(architecture)]);

    public Architecture Cross(Architecture one, Architecture other, RandomStream draws) =>
        Of(Choices.Cross(Digits(one), Digits(other), draws));

    public Graph Build(Architecture architecture, SpaceSettings settings) =>
        TransNasForms.Build(this, Code(Digits(architecture)), settings);

    Architecture Of(int[] edges) => new(Name, Code(edges).ToString());

    int[] Digits(Architecture architecture) =>
        [.. Parse(architecture.Text).Text["64-41414-".Length..].Where(char.IsAsciiDigit).Select(digit => digit - '0')];

    static TransNasCode Code(int[] edges) => new(TransNasCode.MicroLayers, [.. edges]);

    [GeneratedRegex(@"\A64-41414-[0-3]_[0-3]{2}_[0-3]{3}\z")]
    private static partial Regex Text();
}
