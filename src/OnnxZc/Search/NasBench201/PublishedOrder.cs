namespace OnnxZc.Search.NasBench201;

/// <summary>
/// The numbers that the benchmark gave its cells: all of them as generated, shuffled by Python's generator with the
/// seed 88 (AutoDL-Projects, exps/NAS-Bench-201/main.py).
/// </summary>
static class PublishedOrder
{
    const uint Seed = 88;

    static readonly int[] _ranks = Shuffled();
    static readonly int[] _indices = Inverse(_ranks);

    /// <summary>The cell of a number, from 0.</summary>
    public static Cell At(int index) => new(_ranks[index]);

    /// <summary>The number of a cell.</summary>
    public static int IndexOf(Cell cell) => _indices[cell.Rank];

    static int[] Shuffled()
    {
        int[] ranks = [.. Enumerable.Range(0, Cell.Count)];
        new MersenneTwister(Seed).Shuffle(ranks);
        return ranks;
    }

    static int[] Inverse(int[] ranks)
    {
        var indices = new int[ranks.Length];
        for (var i = 0; i < ranks.Length; i++)
            indices[ranks[i]] = i;
        return indices;
    }
}
