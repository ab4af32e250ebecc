namespace OnnxZc.Search.NasBench201;

/// <summary>
/// A cell of NAS-Bench-201: an operation on each of the edges between four nodes, of which node 0 is the input and
/// node 3 the output.
/// </summary>
/// <param name="Rank">
/// Its number in the order of generation: the operations as digits of base 5, that of the first edge the largest.
/// </param>
readonly record struct Cell(int Rank)
{
    /// <summary>How many operations there are.</summary>
    public const int Operations = 5;

    /// <summary>How many cells there are.</summary>
    public const int Count = Operations * Operations * Operations * Operations * Operations * Operations;

    /// <summary>The edges in the order of the published strings.</summary>
    public static IReadOnlyList<(int To, int From)> Edges { get; } = [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)];

    /// <summary>The operation of an edge.</summary>
    public CellOperation this[int edge] => (CellOperation)(Rank / Weight(edge) % Operations);

    /// <summary>The cell with these operations, one per edge.</summary>
    public static Cell Of(IEnumerable<CellOperation> operations) =>
        new(operations.Aggregate(0, (rank, operation) => (rank * Operations) + (int)operation));

    /// <summary>This cell with another operation on an edge.</summary>
    public Cell With(int edge, CellOperation operation) =>
        new(Rank + (((int)operation - (int)this[edge]) * Weight(edge)));

    static int Weight(int edge)
    {
        var weight = 1;
        for (var i = Edges.Count - 1; i > edge; i--)
            weight *= Operations;
        return weight;
    }
}
