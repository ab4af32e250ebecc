using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBench101;

/// <summary>The layers of one cell.</summary>
/// <param name="net">Takes them.</param>
/// <param name="cell">A pruned cell.</param>
/// <param name="name">Begins the names of its layers.</param>
sealed class CellNetwork(NetworkBuilder net, Cell cell, string name)
{
    /// <summary>Adds the cell behind <paramref name="x"/>.</summary>
    public string Add(string x, int from, int to)
    {
        var channels = Channels(cell, from, to);
        var values = new string[cell.Vertices];
        for (var vertex = 1; vertex < cell.Output; vertex++)
            values[vertex] = Vertex(vertex, net.Sum(Terms(x, vertex, from, channels, values)), channels[vertex]);
        string[] ends = [.. values.Where((_, vertex) => vertex > 0 && vertex < cell.Output && Ends(vertex))];
        string[] parts = cell.HasEdge(0, cell.Output) ? [Projection(x, cell.Output, from, to)] : [];
        return net.Sum(ends.Length > 0 ? [net.Concat(ends), .. parts] : parts);
    }

    /// <summary>
    /// The width of every vertex: those before the output share its width, the first of them the remainder, others are
    /// as wide as the widest that they feed.
    /// </summary>
    public static int[] Channels(Cell cell, int from, int to)
    {
        var channels = new int[cell.Vertices];
        (channels[0], channels[^1]) = (from, to);
        int[] ends = [.. Enumerable.Range(1, cell.Vertices - 2).Where(vertex => cell.HasEdge(vertex, cell.Output))];
        for (var i = 0; i < ends.Length; i++)
            channels[ends[i]] = (to / ends.Length) + (i < to % ends.Length ? 1 : 0);
        for (var vertex = cell.Output - 1; vertex > 0; vertex--)
        {
            if (!cell.HasEdge(vertex, cell.Output))
                channels[vertex] = Successors(cell, vertex).Max(next => channels[next]);
        }

        return channels;
    }

    static IEnumerable<int> Successors(Cell cell, int vertex) =>
        Enumerable.Range(vertex + 1, cell.Output - vertex - 1).Where(next => cell.HasEdge(vertex, next));

    bool Ends(int vertex) => cell.HasEdge(vertex, cell.Output);

    IEnumerable<string> Terms(string x, int vertex, int from, int[] channels, string[] values)
    {
        for (var before = 1; before < vertex; before++)
        {
            if (cell.HasEdge(before, vertex))
                yield return Truncated(values[before], channels[before], channels[vertex]);
        }

        if (cell.HasEdge(0, vertex))
            yield return Projection(x, vertex, from, channels[vertex]);
    }

    string Truncated(string x, int from, int to) =>
        from == to ? x : net.FirstChannels(x, to);

    string Projection(string x, int vertex, int from, int to) =>
        net.ConvBnRelu(x, $"{name}.project.{vertex}", from, to, 1);

    string Vertex(int vertex, string x, int channels) => cell.Operation(vertex) switch
    {
        VertexOperation.Conv3x3 => net.ConvBnRelu(x, $"{name}.vertex.{vertex}", channels, channels, 3),
        VertexOperation.Conv1x1 => net.ConvBnRelu(x, $"{name}.vertex.{vertex}", channels, channels, 1),
        _ => net.MaxPool(x, new(3)),
    };
}
