namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// How many elements of computed constants may still be kept: a file of many nodes that each make a large one must not
/// fill the memory. And how many nodes of subgraphs may still be followed: loops in loops must not take forever.
/// </summary>
sealed class ConstantBudget
{
    long _left = 1L << 24;
    long _nodes = 1L << 20;

    /// <summary>Takes <paramref name="count"/> elements; false when they are no longer there.</summary>
    public bool TryTake(long count)
    {
        if (count > _left)
            return false;
        _left -= count;
        return true;
    }

    /// <summary>Takes a subgraph of <paramref name="nodes"/>; false when they are no longer there.</summary>
    public bool TryEnter(int nodes)
    {
        _nodes -= nodes + 1;
        return _nodes >= 0;
    }
}
