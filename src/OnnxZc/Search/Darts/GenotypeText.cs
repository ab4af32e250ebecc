using System.Text.RegularExpressions;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.Darts;

/// <summary>The published ways to write a genotype.</summary>
static partial class GenotypeText
{
    /// <summary>
    /// NASLib's compact form as tables of NAS-Bench-Suite-Zero write it: eight <c>input.operation</c> joined by
    /// <c>-</c>, <c>|</c> between normal and reduction cell; the operations are 0 max pooling, 1 average pooling, 2
    /// skip, 3 and 4 separable, 5 and 6 dilated convolutions 3×3 and 5×5.
    /// </summary>
    public const string Compact = "compact";

    /// <summary>The form of the paper's code: <c>Genotype(normal=[('sep_conv_3x3', 1), ...], ...)</c>.</summary>
    public const string Genotype = "genotype";

    /// <summary>
    /// HNAS: for each of the 14 possible edges of a cell, by target and then source, the number of its operation in
    /// DARTS' list of primitives, 0 where there is no edge.
    /// </summary>
    public const string Hnas = "hnas";

    /// <summary>
    /// MF-NAS: for each node operation, input, operation, input; the operations are 0 skip, 1 average pooling, 2 max
    /// pooling, then as in <see cref="Compact"/>.
    /// </summary>
    public const string MfNas = "mf-nas";

    /// <summary><see cref="Compact"/> as the Python tuple that NASLib has as a key.</summary>
    public const string NasLib = "naslib";

    const int Slots = 14;
    static readonly DartsOperation[] CompactOrder = Enum.GetValues<DartsOperation>();

    static readonly DartsOperation[] MfNasOrder =
        [DartsOperation.SkipConnect, DartsOperation.AvgPool3x3, DartsOperation.MaxPool3x3, .. CompactOrder[3..]];

    static readonly string[] Names =
    [
        "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5",
    ];

    /// <summary>The genotype of a text in any of them; null where it is in none.</summary>
    public static Darts.Genotype? Parse(string text)
    {
        text = text.Trim();
        if (CallForm().Match(text) is { Success: true } call)
            return Darts.Genotype.Of([.. FromNames(call.Groups["normal"]), .. FromNames(call.Groups["reduce"])]);
        if (CompactForm().IsMatch(text) || TupleForm().IsMatch(text))
            return FromPairs([.. DigitText.Numbers(text)!.Chunk(2).Select(pair => (pair[1], pair[0]))], CompactOrder);
        return DigitText.Read(text) switch
        {
            { Length: 4 * Darts.Genotype.Edges } numbers =>
                FromPairs([.. numbers.Chunk(2).Select(pair => (pair[0], pair[1]))], MfNasOrder),
            { Length: 2 * Slots } numbers => FromSlots(numbers),
            _ => null,
        };
    }

    /// <summary>As <see cref="Compact"/>, which <see cref="Architecture.Text"/> has.</summary>
    public static string Print(Darts.Genotype genotype) => string.Join('|', Cells(genotype).Select(cell =>
        string.Join('-', cell.Select(edge => $"{edge.Input}.{Code(edge, CompactOrder)}"))));

    /// <summary>As <see cref="Genotype"/>.</summary>
    public static string PrintCall(Darts.Genotype genotype) =>
        $"Genotype(normal={List(genotype.Normal)}, normal_concat=range(2, 6), "
        + $"reduce={List(genotype.Reduce)}, reduce_concat=range(2, 6))";

    /// <summary>As <see cref="Hnas"/>.</summary>
    public static string PrintHnas(Darts.Genotype genotype) => string.Join(',', Cells(genotype).SelectMany(Filled));

    /// <summary>As <see cref="MfNas"/>.</summary>
    public static string PrintMfNas(Darts.Genotype genotype) => string.Join(
        ',', genotype.All.Select(edge => $"{Code(edge, MfNasOrder)},{edge.Input}"));

    /// <summary>As <see cref="NasLib"/>.</summary>
    public static string PrintNasLib(Darts.Genotype genotype) => $"({string.Join(", ", Cells(genotype).Select(cell =>
        $"({string.Join(", ", cell.Select(edge => $"({edge.Input}, {Code(edge, CompactOrder)})"))})"))})";

    static DartsEdge[][] Cells(Darts.Genotype genotype) => [genotype.Normal, genotype.Reduce];

    static int Code(DartsEdge edge, DartsOperation[] order) => Array.IndexOf(order, edge.Operation);

    static string List(DartsEdge[] cell) =>
        $"[{string.Join(", ", cell.Select(edge => $"('{Names[(int)edge.Operation - 1]}', {edge.Input})"))}]";

    static IEnumerable<DartsEdge> FromNames(Group list) => Pair().Matches(list.Value).Select(pair => new DartsEdge(
        (DartsOperation)(Array.IndexOf(Names, pair.Groups[1].Value) + 1), pair.Groups[2].Value[0] - '0'));

    static Darts.Genotype? FromPairs((int Code, int Input)[] pairs, DartsOperation[] order) =>
        pairs.All(pair => pair.Code < order.Length)
            ? Darts.Genotype.Of([.. pairs.Select(pair => new DartsEdge(order[pair.Code], pair.Input))])
            : null;

    static Darts.Genotype? FromSlots(int[] numbers)
    {
        List<DartsEdge> edges = [];
        foreach (var cell in numbers.Chunk(Slots))
        {
            for (var (node, first) = (0, 0); node < Darts.Genotype.Nodes; first += node + 2, node++)
            {
                DartsEdge[] found =
                [
                    .. Enumerable.Range(0, node + 2).Where(input => cell[first + input] != 0)
                        .Select(input => new DartsEdge((DartsOperation)cell[first + input], input)),
                ];
                if (found.Length != 2)
                    return null;
                edges.AddRange(found);
            }
        }

        return Darts.Genotype.Of(edges);
    }

    static IEnumerable<int> Filled(DartsEdge[] cell) => Enumerable.Range(0, Darts.Genotype.Nodes).SelectMany(node =>
        Enumerable.Range(0, node + 2).Select(input => cell[(2 * node)..((2 * node) + 2)]
            .Where(edge => edge.Input == input).Select(edge => (int)edge.Operation).FirstOrDefault()));

    const string Edge = @"\('[a-z0-9_]+',\s*[0-9]\)";
    const string EdgeList = $@"{Edge}(?:,\s*{Edge}){{7}}";
    const string Concat = @"(?:range\(2,\s*6\)|\[2,\s*3,\s*4,\s*5\])";

    [GeneratedRegex($@"^Genotype\(normal=\[(?<normal>{EdgeList})\],\s*normal_concat={Concat},\s*"
        + $@"reduce=\[(?<reduce>{EdgeList})\],\s*reduce_concat={Concat}\)$")]
    private static partial Regex CallForm();

    [GeneratedRegex(@"\('([a-z0-9_]+)',\s*([0-9])\)")]
    private static partial Regex Pair();

    [GeneratedRegex(@"^[0-9]\.[0-9](?:-[0-9]\.[0-9]){7}\|[0-9]\.[0-9](?:-[0-9]\.[0-9]){7}$")]
    private static partial Regex CompactForm();

    const string Couple = @"\([0-9],\s*[0-9]\)";
    const string Couples = $@"\({Couple}(?:,\s*{Couple}){{7}}\)";

    [GeneratedRegex($@"^\({Couples},\s*{Couples}\)$")]
    private static partial Regex TupleForm();
}
