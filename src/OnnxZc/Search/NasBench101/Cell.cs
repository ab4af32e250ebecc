using System.Numerics;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBench101;

/// <summary>A directed acyclic graph of up to seven vertices: the first is the input, the last the output.</summary>
/// <param name="successors">Bit t of entry s: whether there is an edge from vertex s to t, which is above s.</param>
/// <param name="operations">What the vertices between the first and the last compute.</param>
sealed class Cell(int[] successors, VertexOperation[] operations)
{
    /// <summary>The most vertices that the benchmark has.</summary>
    public const int MostVertices = 7;

    /// <summary>The most edges, of a cell without useless vertices, that the benchmark has.</summary>
    public const int MostEdges = 9;

    /// <summary>The number of vertices, input and output included.</summary>
    public int Vertices => successors.Length;

    /// <summary>The number of edges.</summary>
    public int Edges => successors.Sum(bits => BitOperations.PopCount((uint)bits));

    /// <summary>The vertex whose value the cell gives.</summary>
    public int Output => Vertices - 1;

    /// <summary>Whether the benchmark has it: something reaches the output, by at most nine useful edges.</summary>
    public bool IsValid => Pruned() is { Edges: <= MostEdges };

    /// <summary>Whether vertex <paramref name="to"/> reads vertex <paramref name="from"/>.</summary>
    public bool HasEdge(int from, int to) => ((successors[from] >> to) & 1) != 0;

    /// <summary>What a vertex between input and output computes.</summary>
    public VertexOperation Operation(int vertex) => operations[vertex - 1];

    /// <summary>The vertices on a way from input to output, in their order; null where there is no way.</summary>
    public Cell? Pruned()
    {
        var (reached, reaching) = (1, 1 << Output);
        for (var vertex = 0; vertex < Vertices; vertex++)
        {
            if (((reached >> vertex) & 1) != 0)
                reached |= successors[vertex];
        }

        for (var vertex = Output; vertex >= 0; vertex--)
        {
            if ((successors[vertex] & reaching) != 0)
                reaching |= 1 << vertex;
        }

        int[] kept = [.. Enumerable.Range(0, Vertices).Where(vertex => (((reached & reaching) >> vertex) & 1) != 0)];
        return kept is [0, .., var last] && last == Output ? Ordered(kept) : null;
    }

    /// <summary>The same cell on seven vertices: unconnected convolutions 3×3 stand before the output.</summary>
    public Cell Padded()
    {
        var added = MostVertices - Vertices;
        var inner = (1 << Output) - 1;
        int[] moved = [.. successors.Select(bits => (bits & inner) | ((bits >> Output) << (MostVertices - 1)))];
        return new(
            [.. moved[..^1], .. new int[added], 0],
            [.. operations, .. Enumerable.Repeat(VertexOperation.Conv3x3, added)]);
    }

    /// <summary>
    /// The same graph for all that differ in the order of their vertices alone: the smallest by edges, then operations.
    /// </summary>
    public Cell Canonical()
    {
        Cell? smallest = null;
        foreach (var order in Orders([0], [.. Enumerable.Range(1, Vertices - 2)]))
        {
            var cell = Ordered([.. order, Output]);
            if (smallest is null || cell.Key() < smallest.Key())
                smallest = cell;
        }

        return smallest!;
    }

    /// <summary>The benchmark's key of this cell, if it is pruned.</summary>
    public string Hash()
    {
        var edges = new bool[Vertices, Vertices];
        for (var from = 0; from < Vertices; from++)
        {
            for (var to = from + 1; to < Vertices; to++)
                edges[from, to] = HasEdge(from, to);
        }

        return CellHash.Of(edges, [-1, .. operations.Select(operation => (int)operation), -2]);
    }

    // What is left of the vertices may follow only what it reads.
    IEnumerable<int[]> Orders(int[] taken, int[] left)
    {
        if (left.Length == 0)
            yield return taken;
        foreach (var next in left.Where(vertex => !left.Any(other => HasEdge(other, vertex))))
        {
            foreach (var order in Orders([.. taken, next], [.. left.Where(vertex => vertex != next)]))
                yield return order;
        }
    }

    Cell Ordered(int[] vertices)
    {
        var chosen = new int[vertices.Length];
        for (var from = 0; from < vertices.Length; from++)
        {
            for (var to = from + 1; to < vertices.Length; to++)
                chosen[from] |= HasEdge(vertices[from], vertices[to]) ? 1 << to : 0;
        }

        return new(chosen, [.. vertices[1..^1].Select(Operation)]);
    }

    long Key()
    {
        var edges = successors.Aggregate(0L, (key, bits) => (key << Vertices) | (uint)bits);
        return operations.Aggregate(edges, (key, operation) => (key << 2) | (uint)operation);
    }
}
