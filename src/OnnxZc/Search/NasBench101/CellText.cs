using System.Text.Json;
using System.Text.RegularExpressions;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBench101;

/// <summary>The published ways to write a cell.</summary>
static partial class CellText
{
    /// <summary>MF-NAS: 21 bits of the upper triangle, row by row, and five operations.</summary>
    public const string Genotype = "genotype";

    /// <summary>Zero-Cost-NAS: the pruned matrix and operations, -1 for the input and -2 for the output.</summary>
    public const string Json = "json";

    /// <summary>
    /// NASLib, the keys of NAS-Bench-Suite-Zero: the matrix of 7×7 and the operations 0 input, 1 output, 2 max
    /// pooling, 3 convolution 1×1, 4 convolution 3×3.
    /// </summary>
    public const string NasLib = "naslib";

    /// <summary>
    /// The pruned matrix by rows and the operations by name, as tables of results write them:
    /// <c>011/001/000 input;conv3x3;output</c>.
    /// </summary>
    public const string Rows = "rows";

    /// <summary>
    /// WeakNAS: for each of six vertices the edges into it, then one of four for convolution 1×1, convolution 3×3,
    /// max pooling, output; all 0 for a vertex that a pruned cell does not have.
    /// </summary>
    public const string WeakNas = "weaknas";

    const int Bits = Cell.MostVertices * (Cell.MostVertices - 1) / 2;
    const int WeakNasLength = Bits + ((Cell.MostVertices - 1) * 4);
    static readonly int[] WeakNasOrder = [1, 0, 2];
    static readonly string[] Names = ["conv3x3", "conv1x1", "maxpool3x3"];

    /// <summary>The cell of a text in any of them; null where it is in none.</summary>
    public static Cell? Parse(string text)
    {
        try
        {
            if (Nested().IsMatch(text))
                return FromJson(text);
            if (RowForm().Match(text) is { Success: true } rows)
                return FromRows(rows.Groups["rows"].Value, rows.Groups["names"].Value);
            if (DigitText.Read(text) is not { } numbers)
                return null;
            return numbers.Length switch
            {
                Bits + Cell.MostVertices - 2 => FromGenotype(numbers),
                WeakNasLength => FromWeakNas(numbers),
                _ => Side(numbers.Length) is { } side ? FromNasLib(numbers, side) : null,
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException
            or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The cell of the numbers of a <see cref="Genotype"/>; null where one of them is too large.</summary>
    public static Cell? FromGenotype(int[] numbers) => FromBits(
        Cell.MostVertices, Triangle(Cell.MostVertices).Zip(numbers, (edge, bit) => (edge, bit)), numbers[Bits..]);

    /// <summary>The genotype, which <see cref="Architecture.Text"/> has.</summary>
    public static string Print(Cell cell)
    {
        cell = cell.Padded();
        return string.Join(',', Triangle(Cell.MostVertices).Select(edge => cell.HasEdge(edge.From, edge.To) ? 1 : 0)
            .Concat(Inner(cell).Select(vertex => (int)cell.Operation(vertex))));
    }

    /// <summary>As <see cref="Json"/>.</summary>
    public static string PrintJson(Cell cell)
    {
        var (pruned, all) = (cell.Pruned()!, Enumerable.Range(0, cell.Pruned()!.Vertices).ToArray());
        var rows = all.Select(from => $"[{string.Join(',', all.Select(to => pruned.HasEdge(from, to) ? 1 : 0))}]");
        int[] codes = [-1, .. Inner(pruned).Select(vertex => (int)pruned.Operation(vertex)), -2];
        return $"[[{string.Join(',', rows)}],[{string.Join(',', codes)}]]";
    }

    /// <summary>As <see cref="NasLib"/>, in the form of a Python tuple.</summary>
    public static string PrintNasLib(Cell cell)
    {
        cell = cell.Padded();
        var all = Enumerable.Range(0, cell.Vertices).ToArray();
        var edges = all.SelectMany(from => all.Select(to => cell.HasEdge(from, to) ? 1 : 0));
        int[] codes = [0, .. Inner(cell).Select(vertex => 4 - (int)cell.Operation(vertex)), 1];
        return $"({string.Join(", ", edges.Concat(codes))})";
    }

    /// <summary>As <see cref="Rows"/>.</summary>
    public static string PrintRows(Cell cell)
    {
        var pruned = cell.Pruned()!;
        var all = Enumerable.Range(0, pruned.Vertices).ToArray();
        var rows = all.Select(from => string.Concat(all.Select(to => pruned.HasEdge(from, to) ? '1' : '0')));
        string[] names = ["input", .. Inner(pruned).Select(vertex => Names[(int)pruned.Operation(vertex)]), "output"];
        return $"{string.Join('/', rows)} {string.Join(';', names)}";
    }

    /// <summary>As <see cref="WeakNas"/>.</summary>
    public static string PrintWeakNas(Cell cell)
    {
        var pruned = cell.Pruned()!;
        var numbers = Enumerable.Range(1, Cell.MostVertices - 1).SelectMany(to => to < pruned.Vertices
            ? Enumerable.Range(0, to).Select(from => pruned.HasEdge(from, to) ? 1 : 0).Concat(OneOf(pruned, to))
            : new int[to + 4]);
        return string.Join(',', numbers);
    }

    static IEnumerable<int> OneOf(Cell cell, int vertex)
    {
        var place = vertex == cell.Output ? 3 : Array.IndexOf(WeakNasOrder, (int)cell.Operation(vertex));
        return Enumerable.Range(0, 4).Select(i => i == place ? 1 : 0);
    }

    static Cell? FromJson(string text)
    {
        using var document = JsonDocument.Parse(text);
        var parts = document.RootElement.EnumerateArray().ToArray();
        if (parts.Length != 2)
            return null;
        var rows = parts[0].EnumerateArray().Select(Numbers).ToArray();
        var codes = Numbers(parts[1]);
        var isSquare = rows.All(row => row.Length == rows.Length) && codes.Length == rows.Length;
        return isSquare && codes is [-1, .. var inner, -2]
            ? FromMatrix([.. rows.SelectMany(row => row)], inner)
            : null;
    }

    static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];

    static Cell? FromRows(string rows, string names)
    {
        var matrix = rows.Split('/');
        int[] codes = [.. names.Split(';').Where(name => name.Length > 0).Select(name => Array.IndexOf(Names, name))];
        return matrix.All(row => row.Length == matrix.Length) && codes.Length + 2 == matrix.Length
            ? FromMatrix([.. matrix.SelectMany(row => row.Select(bit => bit - '0'))], codes)
            : null;
    }

    static Cell? FromNasLib(int[] numbers, int side) => numbers[(side * side)..] is [0, .. var codes, 1]
        ? FromMatrix(numbers[..(side * side)], [.. codes.Select(code => 4 - code)])
        : null;

    static Cell? FromWeakNas(int[] numbers)
    {
        List<((int From, int To) Edge, int Bit)> bits = [];
        List<int> codes = [];
        for (var (to, at) = (1, 0); to < Cell.MostVertices; at += to + 4, to++)
        {
            bits.AddRange(Enumerable.Range(0, to).Select(from => ((from, to), numbers[at + from])));
            var kind = numbers.AsSpan(at + to, 4);
            if (kind is [0, 0, 0, 1])
                return numbers.AsSpan(at + to + 4).ContainsAnyExcept(0) ? null : FromBits(to + 1, bits, [.. codes]);
            if (kind.Count(1) != 1 || kind.Count(0) != 3)
                return null;
            codes.Add(WeakNasOrder[kind.IndexOf(1)]);
        }

        return null;
    }

    static Cell? FromMatrix(int[] matrix, int[] codes)
    {
        var side = codes.Length + 2;
        var isUpper = Enumerable.Range(0, side * side).All(i => i % side > i / side || matrix[i] == 0);
        return isUpper && side <= Cell.MostVertices
            ? FromBits(side, Triangle(side).Select(edge => (edge, matrix[(edge.From * side) + edge.To])), codes)
            : null;
    }

    static Cell? FromBits(int vertices, IEnumerable<((int From, int To) Edge, int Bit)> bits, int[] codes)
    {
        var successors = new int[vertices];
        foreach (var ((from, to), bit) in bits)
        {
            if (bit is not (0 or 1))
                return null;
            successors[from] |= bit << to;
        }

        return codes.All(code => code is >= 0 and <= 2)
            ? new(successors, [.. codes.Select(code => (VertexOperation)code)])
            : null;
    }

    static IEnumerable<(int From, int To)> Triangle(int side) => Enumerable.Range(0, side)
        .SelectMany(from => Enumerable.Range(from + 1, side - 1 - from).Select(to => (from, to)));

    static IEnumerable<int> Inner(Cell cell) => Enumerable.Range(1, cell.Vertices - 2);

    static int? Side(int length) =>
        Enumerable.Range(2, Cell.MostVertices - 1).Cast<int?>().FirstOrDefault(side => (side * side) + side == length);

    [GeneratedRegex(@"^\s*(?<rows>[01]{2,7}(?:/[01]{2,7}){1,6})[\s;]+input;(?<names>(?:[a-z0-9]+;){0,5})output\s*$")]
    private static partial Regex RowForm();

    [GeneratedRegex(@"^\s*\[\s*\[")]
    private static partial Regex Nested();
}
