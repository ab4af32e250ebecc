using OnnxZc.Search.NasBench101;

namespace OnnxZc.Tests.Search;

/// <summary>All cells of a number of vertices, against the numbers of classes in NAS-Bench-101.</summary>
public sealed class CellClassTests
{
    // They add up, with those of six and seven vertices below, to the published 423,624.
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 6)]
    [InlineData(4, 84)]
    [InlineData(5, 2441)]
    public void Cells_OfSoManyVertices_FallIntoThePublishedNumberOfClasses(int vertices, int expected)
    {
        var classes = Cells(vertices).Select(cell => (cell.Hash(), CellText.Print(cell.Canonical()))).ToHashSet();
        Assert.Equal(expected, classes.Count);
        Assert.Equal(expected, classes.Select(pair => pair.Item1).Distinct().Count());
        Assert.Equal(expected, classes.Select(pair => pair.Item2).Distinct().Count());
    }

    [FullFact]
    public void Cells_OfSixVertices_FallIntoThePublishedNumberOfClasses() => Assert.Equal(62_010, Classes(6));

    [FullFact]
    public void Cells_OfSevenVertices_FallIntoThePublishedNumberOfClasses() => Assert.Equal(359_082, Classes(7));

    static int Classes(int vertices) =>
        Cells(vertices).AsParallel().Select(cell => CellText.Print(cell.Canonical())).Distinct().Count();

    static IEnumerable<Cell> Cells(int vertices)
    {
        var pairs = Enumerable.Range(0, vertices)
            .SelectMany(from => Enumerable.Range(from + 1, vertices - 1 - from).Select(to => (from, to)))
            .ToArray();
        for (var bits = 0; bits < 1 << pairs.Length; bits++)
        {
            var successors = new int[vertices];
            for (var i = 0; i < pairs.Length; i++)
                successors[pairs[i].from] |= ((bits >> i) & 1) << pairs[i].to;
            var plain = new Cell(successors, new VertexOperation[vertices - 2]);
            if (!plain.IsValid || plain.Pruned()!.Vertices != vertices)
                continue;
            foreach (var operations in Operations(vertices - 2))
                yield return new(successors, operations);
        }
    }

    static IEnumerable<VertexOperation[]> Operations(int count) => count == 0
        ? [[]]
        : Operations(count - 1).SelectMany(head =>
            Enum.GetValues<VertexOperation>().Select(last => (VertexOperation[])[.. head, last]));
}
