using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBenchAsr;

/// <summary>
/// A cell of three nodes: each an operation on the node before it, to which outputs of earlier nodes are added.
/// </summary>
/// <param name="Genes">
/// Nine numbers: for every node its operation and, for the cell's input and each node before it, whether that is added.
/// </param>
sealed partial record AsrCell(ImmutableArray<int> Genes)
{
    const int Zero = 5;

    /// <summary>How many nodes there are.</summary>
    public const int Nodes = 3;

    /// <summary>The operations by their numbers.</summary>
    public static ImmutableArray<string> Operations { get; } =
        ["linear", "conv5", "conv5d2", "conv7", "conv7d2", "zero"];

    /// <summary>How many values each gene has.</summary>
    public static ImmutableArray<int> Sizes { get; } = [6, 2, 6, 2, 2, 6, 2, 2, 2];

    /// <summary>The node's operation.</summary>
    public string Operation(int node) => Operations[Genes[Start(node)]];

    /// <summary>Whether a value, 0 the cell's input, is added to what the node computes.</summary>
    public bool Adds(int node, int value) => Genes[Start(node) + 1 + value] != 0;

    /// <summary>Lists as Python prints them, with operations as numbers.</summary>
    public string Lists() => Nested(operation => $"{operation}");

    /// <summary>Lists as Python prints them, with operations by name.</summary>
    public string Names() => Nested(operation => $"'{Operations[operation]}'");

    /// <summary>The cell of one of the texts, or null.</summary>
    public static AsrCell? Read(string text)
    {
        var numbered = Operation().Replace(text, match => $"{Operations.IndexOf(match.Groups[1].Value)}");
        var compact = string.Concat(numbered.Where(letter => !char.IsWhiteSpace(letter)))
            .Replace('(', '[').Replace(')', ']');
        var genes = Shape().IsMatch(compact) ? DigitText.Numbers(compact) : DigitText.Read(numbered);
        return genes is { Length: 9 } && genes.Zip(Sizes).All(pair => pair.First < pair.Second)
            ? new([.. genes])
            : null;
    }

    /// <summary>
    /// The published name: of the graph of operations, without zeros and what they cut off, so that equal names are
    /// equal networks.
    /// </summary>
    public string Hash()
    {
        var edges = Edges();
        for (var node = 0; node < Nodes; node++)
        {
            if (Genes[Start(node)] == Zero)
                Cut(edges, node + 1);
        }

        int[] kept = [.. Enumerable.Range(0, Nodes + 2)
            .Where(vertex => Reaches(edges, 0, vertex) && Reaches(edges, vertex, Nodes + 1))];
        var left = new bool[kept.Length, kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            for (var j = 0; j < kept.Length; j++)
                left[i, j] = edges[kept[i], kept[j]];
        }

        return CellHash.Of(left, [.. kept.Select(Label)], hasFloatDegrees: true);
    }

    // What a node adds enters the next one, vertex 0 being the input and the last one the output.
    bool[,] Edges()
    {
        var edges = new bool[Nodes + 2, Nodes + 2];
        for (var vertex = 0; vertex <= Nodes; vertex++)
            edges[vertex, vertex + 1] = true;
        for (var node = 0; node < Nodes; node++)
        {
            for (var value = 0; value <= node; value++)
                edges[value, node + 2] |= Adds(node, value);
        }

        return edges;
    }

    static void Cut(bool[,] edges, int vertex)
    {
        for (var other = 0; other < Nodes + 2; other++)
            edges[vertex, other] = edges[other, vertex] = false;
    }

    static bool Reaches(bool[,] edges, int from, int to) => from == to
        || Enumerable.Range(from + 1, Math.Max(0, to - from))
            .Any(next => edges[from, next] && Reaches(edges, next, to));

    int Label(int vertex) => vertex switch
    {
        0 => -1,
        Nodes + 1 => -2,
        _ => Genes[Start(vertex - 1)],
    };

    string Nested(Func<int, string> name) => $"[{string.Join(", ", Enumerable.Range(0, Nodes).Select(node =>
        $"[{name(Genes[Start(node)])}, {DigitText.Join(", ", Genes.Slice(Start(node) + 1, node + 1))}]"))}]";

    // Genes before a node's: 0, 2 and 5.
    static int Start(int node) => node * (node + 3) / 2;

    [GeneratedRegex(@"['""]?\b(linear|conv5d2|conv5|conv7d2|conv7|zero)\b['""]?")]
    private static partial Regex Operation();

    [GeneratedRegex(@"^\[\[\d,\d\],\[\d,\d,\d\],\[\d,\d,\d,\d\],?\]$")]
    private static partial Regex Shape();
}
