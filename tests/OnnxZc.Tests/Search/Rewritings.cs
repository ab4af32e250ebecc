using OnnxZc.Numerics;
using OnnxZc.Search.NasBenchMacro;

namespace OnnxZc.Tests.Search;

/// <summary>Other choices of a <see cref="DrawnSpace"/> that by definition are the same architecture.</summary>
static class Rewritings
{
    /// <summary>How to rewrite at random, by the space's name; the spaces left out write each one way.</summary>
    public static IReadOnlyDictionary<string, Func<int[], RandomStream, int[]>> All { get; } =
        new Dictionary<string, Func<int[], RandomStream, int[]>>
        {
            ["darts"] = Darts,
            ["nb101"] = NasBench101,
            ["nb201"] = NasBench201,
            ["nbasr"] = Asr,
            ["nbmacro"] = NasBenchMacro,
            ["ofa_mbv3"] = MobileNet,
            ["tnb101_micro"] = TransNasMicro,
        };

    // Nodes in another order, and the edges of each too.
    static int[] Darts(int[] choices, RandomStream draws) => [.. choices.Chunk(16).SelectMany((cell, i) =>
    {
        var nodes = cell.Chunk(4).ToArray();
        var first = 20L * i;
        var order = Order(4, (before, after) => nodes[after][1] == before + 2 || nodes[after][3] == before + 2,
            draws, first);
        int Moved(int input) => input < 2 ? input : Array.IndexOf(order, input - 2) + 2;
        return order.SelectMany(node => nodes[node] is [var a, var from, var b, var other]
            && draws.Sign(first + 10 + node) > 0
                ? (int[])[b, Moved(other), a, Moved(from)]
                : [nodes[node][0], Moved(nodes[node][1]), nodes[node][2], Moved(nodes[node][3])]);
    })];

    // Vertices between input and output in another order in which every edge leads forwards.
    static int[] NasBench101(int[] choices, RandomStream draws)
    {
        bool HasEdge(int from, int to) => choices[(from * (13 - from) / 2) + to - from - 1] == 1;
        int[] inner = [.. Order(5, (before, after) => before < after && HasEdge(before + 1, after + 1), draws, 0)];
        int[] order = [0, .. inner.Select(vertex => vertex + 1), 6];
        var edges = Enumerable.Range(0, 7).SelectMany(from => Enumerable.Range(from + 1, 6 - from)
            .Select(to => order[from] < order[to] && HasEdge(order[from], order[to]) ? 1 : 0));
        return [.. edges, .. inner.Select(vertex => choices[21 + vertex])];
    }

    // Nothing comes of a node that is nothing; one that is the input may change places with it in any sum.
    static int[] NasBench201(int[] choices, RandomStream draws)
    {
        const int None = 0, Skip = 1;
        int[] e = [.. choices];
        if (e[0] == None)
            (e[2], e[4]) = ((int)draws.Below(0, 5), (int)draws.Below(1, 5));
        if (e[0] == Skip && draws.Sign(2) > 0)
            (e[1], e[2]) = (e[2], e[1]);
        if (e[0] == Skip && draws.Sign(3) > 0)
            (e[3], e[4]) = (e[4], e[3]);
        return e;
    }

    // What is added from or to a node of zeros goes with it.
    static int[] Asr(int[] choices, RandomStream draws)
    {
        int Start(int node) => node * (node + 3) / 2;
        bool IsZero(int vertex) => vertex is > 0 and < 4 && choices[Start(vertex - 1)] == 5;
        int[] genes = [.. choices];
        for (var node = 0; node < 3; node++)
        {
            for (var value = 0; value <= node; value++)
            {
                var gene = Start(node) + 1 + value;
                if (IsZero(value) || IsZero(node + 2))
                    genes[gene] = (int)draws.Below(gene, 2);
            }
        }

        return genes;
    }

    // Layers that are nothing, anywhere in their stage but first.
    static int[] NasBenchMacro(int[] choices, RandomStream draws)
    {
        List<int> moved = [];
        foreach (var stage in NasBenchMacroNetwork.Stages)
        {
            int[] rest = choices[(moved.Count + 1)..(moved.Count + stage)];
            moved.Add(choices[moved.Count]);
            var layers = new Queue<int>(rest.Where(digit => digit != 0));
            var places = Order(rest.Length, (_, _) => false, draws, moved.Count).Take(layers.Count).ToHashSet();
            moved.AddRange(Enumerable.Range(0, rest.Length).Select(i => places.Contains(i) ? layers.Dequeue() : 0));
        }

        return [.. moved];
    }

    // Kernels and expansions of blocks beyond their stage's depth.
    static int[] MobileNet(int[] choices, RandomStream draws) => [.. choices.Select((choice, i) =>
        i < 40 && i % 4 >= choices[40 + (i % 20 / 4)] + 2 ? (int)draws.Below(i, 3) : choice)];

    // The nodes in between change places where neither sees the other, and an edge is idle beside a zero on its way.
    static int[] TransNasMicro(int[] choices, RandomStream draws)
    {
        int[] e = choices[2] == 0 && draws.Sign(0) > 0
            ? [choices[1], choices[0], 0, choices[3], choices[5], choices[4]]
            : [.. choices];
        if (e[0] == 0)
            (e[2], e[4]) = ((int)draws.Below(1, 4), (int)draws.Below(2, 4));
        if (e[5] == 0)
            (e[1], e[2]) = ((int)draws.Below(3, 4), (int)draws.Below(4, 4));
        return e;
    }

    // A random order in which nothing stands before what must precede it; takes as many words as there are items.
    static int[] Order(int count, Func<int, int, bool> precedes, RandomStream draws, long first)
    {
        List<int> order = [], left = [.. Enumerable.Range(0, count)];
        while (left.Count > 0)
        {
            int[] ready = [.. left.Where(item => !left.Any(other => precedes(other, item)))];
            var next = ready[draws.Below(first + order.Count, ready.Length)];
            order.Add(next);
            left.Remove(next);
        }

        return [.. order];
    }
}
