namespace OnnxZc.Search.Darts;

/// <summary>A normal and a reduction cell, each of four nodes with two edges each.</summary>
/// <param name="Normal">The eight edges of the normal cell, node by node.</param>
/// <param name="Reduce">Those of the reduction cell.</param>
sealed record Genotype(DartsEdge[] Normal, DartsEdge[] Reduce)
{
    /// <summary>Nodes of a cell.</summary>
    public const int Nodes = 4;

    /// <summary>Edges of a cell.</summary>
    public const int Edges = 2 * Nodes;

    /// <summary>Operations of an edge.</summary>
    public const int Operations = 7;

    /// <summary>The edges of both cells.</summary>
    public DartsEdge[] All => [.. Normal, .. Reduce];

    /// <summary>The genotype of the 16 edges of both cells; null where one of them is not in the space.</summary>
    public static Genotype? Of(IReadOnlyList<DartsEdge> all)
    {
        for (var i = 0; i < 2 * Edges; i++)
        {
            var (operation, input) = all[i];
            if (operation is < DartsOperation.MaxPool3x3 or > DartsOperation.DilConv5x5
                || input < 0 || input >= Inputs(i) || input == all[i ^ 1].Input)
                return null;
        }

        return new([.. all.Take(Edges)], [.. all.Skip(Edges)]);
    }

    /// <summary>From how many values an edge of <see cref="All"/> may choose.</summary>
    public static int Inputs(int edge) => (edge % Edges / 2) + 2;

    /// <summary>
    /// The same genotype for all that differ in the order of edges and nodes alone: for each cell the smallest.
    /// </summary>
    public Genotype Canonical() => new(Smallest(Normal), Smallest(Reduce));

    static DartsEdge[] Smallest(DartsEdge[] cell)
    {
        DartsEdge[]? smallest = null;
        foreach (var order in Orders(cell, [], [0, 1, 2, 3]))
        {
            var candidate = Ordered(cell, order);
            if (smallest is null || Key(candidate) < Key(smallest))
                smallest = candidate;
        }

        return smallest!;
    }

    // A node may follow once those that it reads are there.
    static IEnumerable<int[]> Orders(DartsEdge[] cell, int[] taken, int[] left)
    {
        if (left.Length == 0)
            yield return taken;
        foreach (var next in left.Where(node =>
            Terms(cell, node).All(edge => edge.Input < 2 || taken.Contains(edge.Input - 2))))
        {
            foreach (var order in Orders(cell, [.. taken, next], [.. left.Where(node => node != next)]))
                yield return order;
        }
    }

    static DartsEdge[] Ordered(DartsEdge[] cell, int[] order) => [.. order.SelectMany(node => Terms(cell, node)
        .Select(edge => edge.Input < 2 ? edge : edge with { Input = Array.IndexOf(order, edge.Input - 2) + 2 })
        .OrderBy(edge => edge.Input))];

    static DartsEdge[] Terms(DartsEdge[] cell, int node) => cell[(2 * node)..(2 * node + 2)];

    static long Key(DartsEdge[] cell) =>
        cell.Aggregate(0L, (key, edge) => (key << 6) | ((long)edge.Input << 3) | (uint)edge.Operation);
}
