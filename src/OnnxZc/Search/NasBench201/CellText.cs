using System.Globalization;

namespace OnnxZc.Search.NasBench201;

/// <summary>The published ways to write a cell.</summary>
static class CellText
{
    static readonly string[] _names = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

    /// <summary>How to write each encoding, by its name; the first is the cell's own text.</summary>
    public static IReadOnlyList<(string Name, Func<Cell, string> Print)> Encodings { get; } =
    [
        ("string", Print),
        ("index", cell => PublishedOrder.IndexOf(cell).ToString(CultureInfo.InvariantCulture)),
        ("autodl", cell => $"[{string.Join(", ", CellNumbering.AutoDl.Of(cell))}]"),
        ("naslib", cell => $"({string.Join(", ", CellNumbering.NasLib.Of(cell))})"),
        ("mase", cell => string.Join(
            ' ', Cell.Edges.Zip(CellNumbering.Mase.Of(cell), (edge, number) => $"{NameOf(edge)}={number}"))),
        ("keep-mask", cell => $"[{string.Join(", ", CellNumbering.Foresight.Of(cell).SelectMany(Mask))}]"),
    ];

    /// <summary>The name of an operation in the published strings.</summary>
    public static string NameOf(CellOperation operation) => _names[(int)operation];

    /// <summary><c>|op~0|+|op~0|op~1|+|op~0|op~1|op~2|</c>.</summary>
    public static string Print(Cell cell) => string.Join('+', Enumerable.Range(0, Cell.Edges.Count)
        .GroupBy(edge => Cell.Edges[edge].To)
        .Select(edges => string.Concat(edges.Select(edge => $"|{NameOf(cell[edge])}~{Cell.Edges[edge].From}"))
            + "|"));

    /// <summary>The cell that a text of any encoding names; null where it names none.</summary>
    public static Cell? Read(string text) => text.Trim() switch
    {
        ['|', ..] whole => OfString(whole),
        ['[', .. var list, ']'] => CellNumbering.AutoDl.Read(list, ',') ?? OfMask(list),
        ['(', .. var list, ')'] => CellNumbering.NasLib.Read(list, ','),
        ['o', 'p', '_', ..] named => OfNames(named.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)),
        var list when list.Contains('-') => CellNumbering.NasLib.Read(list, '-'),
        var number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < Cell.Count ? PublishedOrder.At(index) : null,
    };

    static Cell? OfString(string text)
    {
        string[] operations =
        [
            .. text.Split('+').SelectMany(node => node.Trim('|').Split('|')).Select(edge => edge.Split('~')[0]),
        ];
        if (operations.Length != Cell.Edges.Count || !operations.All(_names.Contains))
            return null;
        var cell = Cell.Of(operations.Select(name => (CellOperation)Array.IndexOf(_names, name)));

        // The nodes are written, too: what prints otherwise names other edges.
        return Print(cell) == text ? cell : null;
    }

    static Cell? OfNames(string[] settings)
    {
        var numbers = new int?[Cell.Edges.Count];
        foreach (var setting in settings)
        {
            if (setting.Split('=') is not [var name, [>= '0' and <= '9' and var digit]])
                return null;
            var edge = Cell.Edges.Select(NameOf).ToList().IndexOf(name);

            // MASE's configurations have a dummy, op_0_0.
            if (edge >= 0)
                numbers[edge] = digit - '0';
            else if (name != "op_0_0")
                return null;
        }

        return CellNumbering.Mase.Read(numbers);
    }

    static Cell? OfMask(string list)
    {
        bool?[] flags = [.. list.Split(',').Select(flag => flag.Trim() switch
        {
            "True" or "1" => true,
            "False" or "0" => false,
            _ => (bool?)null,
        })];
        return flags.Length != Cell.Edges.Count * Cell.Operations || flags.Contains(null)
            ? null
            : CellNumbering.Foresight.Read([.. flags.Chunk(Cell.Operations).Select(Only)]);
    }

    static int? Only(bool?[] flags) => flags.Count(flag => flag == true) == 1 ? Array.IndexOf(flags, true) : null;

    static IEnumerable<string> Mask(int number) =>
        Enumerable.Range(0, Cell.Operations).Select(i => i == number ? "True" : "False");

    static string NameOf((int To, int From) edge) => $"op_{edge.To}_{edge.From}";
}
