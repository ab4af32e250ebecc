using System.Globalization;

namespace OnnxZc.Search.NasBench201;

/// <summary>A way to write a cell as six numbers; the systems agree neither on the numbers nor on the order.</summary>
/// <param name="operations">The operations in the order of their numbers.</param>
/// <param name="edges">The edges in the order of the list, as numbers in the order of the published strings.</param>
sealed class CellNumbering(CellOperation[] operations, int[] edges)
{
    static readonly int[] _asInStrings = [0, 1, 2, 3, 4, 5];

    /// <summary>AutoDL-Projects; also MF-NAS and the notebooks of zero-cost-nas.</summary>
    public static CellNumbering AutoDl { get; } = new([.. Enum.GetValues<CellOperation>()], _asInStrings);

    /// <summary>NASLib and the tables of NAS-Bench-Suite-Zero; edges by where they begin.</summary>
    public static CellNumbering NasLib { get; } = new(
        [
            CellOperation.SkipConnect, CellOperation.None, CellOperation.Conv3x3, CellOperation.Conv1x1,
            CellOperation.AveragePool,
        ],
        [0, 1, 3, 2, 4, 5]);

    /// <summary>MASE.</summary>
    public static CellNumbering Mase { get; } = new(
        [
            CellOperation.None, CellOperation.SkipConnect, CellOperation.Conv3x3, CellOperation.Conv1x1,
            CellOperation.AveragePool,
        ],
        _asInStrings);

    /// <summary>The masks of zero-cost-nas.</summary>
    public static CellNumbering Foresight { get; } = new(
        [
            CellOperation.None, CellOperation.AveragePool, CellOperation.Conv3x3, CellOperation.Conv1x1,
            CellOperation.SkipConnect,
        ],
        _asInStrings);

    /// <summary>The numbers of a cell.</summary>
    public int[] Of(Cell cell) => [.. edges.Select(edge => Array.IndexOf(operations, cell[edge]))];

    /// <summary>The cell of six numbers; null where there are more or fewer, or one is of no operation.</summary>
    public Cell? Read(IReadOnlyList<int?> numbers)
    {
        if (numbers.Count != edges.Length || numbers.Any(number => number is null or < 0 or >= Cell.Operations))
            return null;
        var cell = new CellOperation[edges.Length];
        for (var i = 0; i < edges.Length; i++)
            cell[edges[i]] = operations[numbers[i]!.Value];
        return Cell.Of(cell);
    }

    /// <summary>The cell of six numbers in a text.</summary>
    public Cell? Read(string text, char separator) => Read([.. text.Split(separator).Select(Number)]);

    static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
