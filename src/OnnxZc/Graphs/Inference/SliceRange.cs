namespace OnnxZc.Graphs.Inference;

/// <summary>The elements that a Slice takes along one axis.</summary>
/// <param name="Start">The first index.</param>
/// <param name="Step">The distance to the next one; negative to go backwards.</param>
/// <param name="Count">How many.</param>
readonly record struct SliceRange(long Start, long Step, long Count)
{
    /// <summary>The whole axis.</summary>
    public static SliceRange All(long size) => new(0, 1, size);

    /// <summary>
    /// Clamps the operator's start and end, which may count from the end or lie far outside, to an axis.
    /// </summary>
    public static SliceRange Of(long start, long end, long step, long size)
    {
        var from = start < 0 ? start + size : start;
        var to = end < 0 && end > long.MinValue + size ? end + size : end;
        var (first, last) = step > 0
            ? (Math.Clamp(from, 0, size), Math.Clamp(to, 0, size))
            : (Math.Clamp(from, -1, size - 1), Math.Clamp(to, -1, size - 1));
        var distance = step > 0 ? last - first : first - last;
        var stride = step == long.MinValue ? long.MaxValue : Math.Abs(step);
        return new(first, step, distance <= 0 ? 0 : ((distance - 1) / stride) + 1);
    }
}
