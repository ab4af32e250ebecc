using OnnxZc.Numerics;

namespace OnnxZc.Search.Building;

/// <summary>Architectures as digits: the i-th is one of <c>sizes[i]</c> choices, each free of the others.</summary>
/// <param name="sizes">How many choices each digit has.</param>
sealed class Choices(IReadOnlyList<int> sizes)
{
    /// <summary>How many architectures there are.</summary>
    public long Count { get; } = sizes.Aggregate(1L, (product, size) => product * size);

    /// <summary>The digits of a number below <see cref="Count"/>; the last digit counts ones.</summary>
    public int[] At(long index)
    {
        var digits = new int[sizes.Count];
        for (var i = digits.Length - 1; i >= 0; i--)
            (index, digits[i]) = (index / sizes[i], (int)(index % sizes[i]));
        return digits;
    }

    /// <summary>Digits by one word of <paramref name="draws"/> each.</summary>
    public int[] Sample(RandomStream draws) => [.. sizes.Select((size, i) => (int)draws.Below(i, size))];

    /// <summary>All that differ in one digit, by the digit's place and then its value.</summary>
    public IEnumerable<int[]> Neighbours(IReadOnlyList<int> digits)
    {
        for (var i = 0; i < sizes.Count; i++)
        {
            for (var value = 0; value < sizes[i]; value++)
            {
                if (value == digits[i])
                    continue;
                int[] changed = [.. digits];
                changed[i] = value;
                yield return changed;
            }
        }
    }

    /// <summary>Every digit from one of the two, by one word each.</summary>
    public static int[] Cross(IReadOnlyList<int> one, IReadOnlyList<int> other, RandomStream draws) =>
        [.. one.Select((digit, i) => draws.Sign(i) > 0 ? digit : other[i])];
}
