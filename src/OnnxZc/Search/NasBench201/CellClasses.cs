namespace OnnxZc.Search.NasBench201;

/// <summary>
/// Which cells are the same by the unique string of AutoDL-Projects (<c>Structure.to_unique_str</c> with zeros
/// considered): a skip passes its input on, nothing comes of nothing, and sums have no order. It sees 6,466 classes;
/// that a sum is the same without its zeros, it does not see.
/// </summary>
static class CellClasses
{
    const string Zero = "#";

    static readonly Lazy<int[]> _first = new(Representatives);

    /// <summary>The first cell, as generated, of the class of <paramref name="cell"/>.</summary>
    public static Cell Canonical(Cell cell) => new(_first.Value[cell.Rank]);

    static int[] Representatives()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var first = new int[Cell.Count];
        for (var rank = 0; rank < first.Length; rank++)
        {
            var text = Unique(new(rank));
            if (!seen.TryGetValue(text, out first[rank]))
                seen[text] = first[rank] = rank;
        }

        return first;
    }

    // A sum that is skipped to loses its brackets, as there: a few classes depend on how the names sort.
    static string Unique(Cell cell)
    {
        List<string> nodes = ["0"];
        foreach (var edges in Enumerable.Range(0, Cell.Edges.Count).GroupBy(edge => Cell.Edges[edge].To))
        {
            var terms = edges.Select(edge => Term(cell[edge], nodes[Cell.Edges[edge].From])).ToArray();
            nodes.Add(string.Join('+', terms.Order(StringComparer.Ordinal)));
        }

        return nodes[^1];
    }

    static string Term(CellOperation operation, string source) => operation switch
    {
        _ when source == Zero => Zero,
        CellOperation.None => Zero,
        CellOperation.SkipConnect => source,
        _ => $"({source})@{CellText.NameOf(operation)}",
    };
}
