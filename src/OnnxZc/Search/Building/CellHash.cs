using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OnnxZc.Search.Building;

/// <summary>
/// The name that NAS-Bench-101 (Ying et al. 2019, https://arxiv.org/abs/1902.09635) gives to a cell: equal for cells
/// that differ in the order of their vertices alone. Every vertex starts with its degrees and label and takes up its
/// neighbours' names as often as there are vertices.
/// </summary>
static class CellHash
{
    /// <param name="edges">Whether there is an edge from the row's vertex to the column's.</param>
    /// <param name="labels">The vertices' labels: -1 the input, -2 the output, else the operation's number.</param>
    /// <param name="hasFloatDegrees">
    /// Whether degrees are written as <c>1.0</c>, not <c>1</c>: NAS-Bench-ASR counts them in floating point.
    /// </param>
    /// <returns>32 hexadecimal digits.</returns>
    public static string Of(bool[,] edges, IReadOnlyList<int> labels, bool hasFloatDegrees = false)
    {
        var count = labels.Count;
        var suffix = hasFloatDegrees ? ".0" : "";
        var vertices = Enumerable.Range(0, count).ToArray();
        var from = vertices.Select(v => vertices.Where(w => edges[w, v]).ToArray()).ToArray();
        var to = vertices.Select(v => vertices.Where(w => edges[v, w]).ToArray()).ToArray();
        var names = vertices
            .Select(v => Digest(string.Create(
                CultureInfo.InvariantCulture, $"({to[v].Length}{suffix}, {from[v].Length}{suffix}, {labels[v]})")))
            .ToArray();
        for (var round = 0; round < count; round++)
            names = [.. vertices.Select(v => Digest($"{Joined(names, from[v])}|{Joined(names, to[v])}|{names[v]}"))];
        return Digest($"[{string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))}]");
    }

    static string Joined(string[] names, int[] neighbours) =>
        string.Concat(neighbours.Select(v => names[v]).Order(StringComparer.Ordinal));

    // MD5 is the published name's function and guards nothing here.
#pragma warning disable CA5351
    static string Digest(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
