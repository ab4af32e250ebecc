using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>The distinct rows of a matrix.</summary>
/// <param name="First">Per distinct row, where it stands first.</param>
/// <param name="Group">Per row, which distinct row it is.</param>
/// <param name="Counts">Per distinct row, how often it occurs.</param>
sealed record EqualRows(long[] First, long[] Group, long[] Counts)
{
    /// <summary>The distinct rows in ascending order, or in order of first occurrence.</summary>
    public static EqualRows Of(Tensor rows, bool isSorted) => torch.is_floating_point(rows.dtype)
        ? Of(rows.to_type(torch.float64).contiguous().data<double>().ToArray(), rows.shape[0], isSorted)
        : Of(rows.to_type(torch.int64).contiguous().data<long>().ToArray(), rows.shape[0], isSorted);

    static EqualRows Of<T>(T[] values, long count, bool isSorted)
        where T : IComparable<T>
    {
        var width = count == 0 ? 0 : values.Length / (int)count;
        ReadOnlySpan<T> Row(int row) => values.AsSpan(row * width, width);
        var order = Enumerable.Range(0, (int)count).ToArray();
        Array.Sort(order, (a, b) => Row(a).SequenceCompareTo(Row(b)) is not 0 and var unequal ? unequal : a - b);

        var groups = new List<List<int>>();
        foreach (var row in order)
        {
            if (groups.Count == 0 || Row(groups[^1][0]).SequenceCompareTo(Row(row)) != 0)
                groups.Add([]);
            groups[^1].Add(row);
        }

        if (!isSorted)
            groups.Sort((a, b) => a[0] - b[0]);
        var group = new long[count];
        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var row in groups[i])
                group[row] = i;
        }

        return new([.. groups.Select(rows => (long)rows[0])], group, [.. groups.Select(rows => (long)rows.Count)]);
    }
}
