namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// How many elements of computed constants may still be kept: a file of many nodes that each make a large one must not
/// fill the memory.
/// </summary>
sealed class ConstantBudget
{
    long _left = 1L << 24;

    /// <summary>Takes <paramref name="count"/> elements; false when they are no longer there.</summary>
    public bool TryTake(long count)
    {
        if (count > _left)
            return false;
        _left -= count;
        return true;
    }
}
