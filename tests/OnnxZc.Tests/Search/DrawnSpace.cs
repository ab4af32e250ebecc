using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using OnnxZc.Search;

namespace OnnxZc.Tests.Search;

/// <summary>A space as a list of choices, by which FsCheck draws its architectures and makes them simpler.</summary>
/// <param name="name">The space's name.</param>
/// <param name="encoding">The encoding that has the choices' values as its only numbers, in order.</param>
/// <param name="domains">The values of each choice, the simplest first.</param>
/// <param name="write">The encoding's text of such values, some of which the space may refuse.</param>
sealed partial class DrawnSpace(string name, string encoding, int[][] domains, Func<int[], string> write)
{
    static readonly int[][] NasBench101 = [.. Free(21, 2), .. Free(5, 3)];

    // Operation and input of either edge of a node; nodes have 2 to 5 values to read.
    static readonly int[][] DartsCell = [.. Enumerable.Range(2, 4).SelectMany(inputs => (int[][])
        [.. Free(1, 7), .. Free(1, inputs), .. Free(1, 7), .. Free(1, inputs)])];

    // The last is the resolution, which 0 leaves out.
    static readonly int[][] MobileNet =
    [
        .. Enumerable.Repeat<int[]>([3, 5, 7], 20), .. Enumerable.Repeat<int[]>([3, 4, 6], 20),
        .. Enumerable.Repeat<int[]>([2, 3, 4], 5), [0, 160, 236],
    ];

    static readonly DrawnSpace[] All =
    [
        new("darts", "mf-nas", [.. DartsCell, .. DartsCell], Joined(",")),
        new("nats_sss", "choices", Free(5, 8), Joined(",")),
        new("nb101", "genotype", NasBench101, Joined(",")),
        new("nb201", "autodl", Free(6, 5), values => $"[{Joined(", ")(values)}]"),
        new("nbasr", "genes", [.. new[] { 6, 2, 6, 2, 2, 6, 2, 2, 2 }.SelectMany(size => Free(1, size))], Joined(",")),
        new("nbmacro", "digits", Free(8, 3), Joined("")),
        new("ofa_mbv3", "dictionary", MobileNet, Dictionary),
        new("tnb101_macro", "digits", Free(6, 5), Joined("-")),
        new("tnb101_micro", "operations", Free(6, 4), Joined("-")),
    ];

    public IMutableSpace Space { get; } = (IMutableSpace)SpaceCatalog.Find(name)!;

    public Arbitrary<Architecture> Architectures => Arb.From(
        Gen.CollectToArray(domains, domain => Gen.Choose(0, domain.Length - 1))
            .Select(Of).Where(drawn => drawn is not null).Select(drawn => drawn!),
        Simpler);

    public static DrawnSpace Find(string name) => All.Single(drawn => drawn.Space.Name == name);

    /// <summary>The numbers of the architecture's choices within their domains.</summary>
    public int[] ChoicesOf(Architecture architecture)
    {
        var pattern = Space.Name == "nbmacro" ? Digit() : Number();
        int[] values = [.. pattern.Matches(Space.Print(architecture, encoding)).Select(ValueOf)];
        return [.. domains.Select((domain, i) => Array.IndexOf(domain, i < values.Length ? values[i] : 0))];
    }

    /// <summary>The architecture of these choices; null where the space has none.</summary>
    public Architecture? Of(int[] choices)
    {
        try
        {
            return Space.Parse(write([.. choices.Select((choice, i) => domains[i][choice])]));
        }
        catch (ArchitectureException)
        {
            return null;
        }
    }

    /// <summary>Every architecture that differs in one choice.</summary>
    public IEnumerable<Architecture> OneChoiceAway(Architecture architecture)
    {
        var choices = ChoicesOf(architecture);
        return Enumerable.Range(0, choices.Length).SelectMany(i => Enumerable.Range(0, domains[i].Length)
            .Where(choice => choice != choices[i])
            .Select(choice => Of([.. choices[..i], choice, .. choices[(i + 1)..]]))
            .OfType<Architecture>());
    }

    /// <summary>The encodings that have a text for the architecture.</summary>
    public IEnumerable<string> EncodingsOf(Architecture architecture) => Space.Encodings.Where(item =>
        (Space.Name, item) != ("ofa_mbv3", "values") || !architecture.Text.Contains("\"r\"", StringComparison.Ordinal));

    IEnumerable<Architecture> Simpler(Architecture architecture)
    {
        var choices = ChoicesOf(architecture);
        return Enumerable.Range(0, choices.Length).Where(i => choices[i] > 0)
            .SelectMany(i => new[] { 0, choices[i] - 1 }.Distinct()
                .Select(choice => Of([.. choices[..i], choice, .. choices[(i + 1)..]])))
            .OfType<Architecture>();
    }

    static int[][] Free(int count, int size) => [.. Enumerable.Repeat(Enumerable.Range(0, size).ToArray(), count)];

    static Func<int[], string> Joined(string separator) => values => string.Join(separator, values);

    static string Dictionary(int[] values)
    {
        string List(int start, int count) => $"[{Joined(", ")(values[start..(start + count)])}]";
        var resolution = values[45] > 0 ? $", \"r\": {values[45]}" : "";
        return $"{{\"ks\": {List(0, 20)}, \"e\": {List(20, 20)}, \"d\": {List(40, 5)}{resolution}}}";
    }

    static int ValueOf(Match match) => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
