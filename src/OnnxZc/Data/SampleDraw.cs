using OnnxZc.Numerics;

namespace OnnxZc.Data;

/// <summary>Chooses the samples of a batch.</summary>
/// <param name="Order">Which samples.</param>
/// <param name="Count">How many.</param>
/// <param name="Seed">The seed of the shuffle: stream <c>data:shuffle</c>.</param>
readonly record struct SampleDraw(DrawOrder Order, int Count, long Seed)
{
    /// <summary>The positions of the samples in the order of the batch.</summary>
    /// <param name="total">How many samples there are.</param>
    /// <param name="labels">Their classes, if they have any.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="what">Where they come from, for messages.</param>
    /// <exception cref="DataException">There are not as many, or no labels to balance.</exception>
    public int[] From(long total, long[]? labels, int classes, string what)
    {
        if (total < Count)
        {
            throw new DataException(
                $"{what} has {total} samples, fewer than the {Count} wanted; lower --batch-size");
        }

        return Order switch
        {
            DrawOrder.First => [.. Enumerable.Range(0, Count)],
            DrawOrder.Random => Shuffled((int)total)[..Count],
            _ => Balanced(labels, classes, what),
        };
    }

    // Fisher and Yates from the front, so that a smaller batch is the begin of a larger one.
    int[] Shuffled(int count)
    {
        var stream = new RandomStream("data:shuffle", Seed);
        int[] positions = [.. Enumerable.Range(0, count)];
        for (var i = 0; i < count; i++)
        {
            var other = i + (int)stream.Below(i, count - i);
            (positions[i], positions[other]) = (positions[other], positions[i]);
        }

        return positions;
    }

    int[] Balanced(long[]? labels, int classes, string what)
    {
        if (labels is null)
            throw new DataException($"{what} has no labels to balance: draw first or random, or give the labels");
        if (Count % classes != 0)
        {
            throw new DataException(
                $"a balanced batch has as many samples of each of the {classes} classes of {what}, "
                + $"but the batch size is {Count}: give a multiple of {classes}");
        }

        var each = Count / classes;
        var chosen = new List<int>[classes];
        for (var i = 0; i < chosen.Length; i++)
            chosen[i] = [];
        foreach (var position in Shuffled(labels.Length))
        {
            if (chosen[labels[position]].Count < each)
                chosen[labels[position]].Add(position);
        }

        var poor = Array.FindIndex(chosen, list => list.Count < each);
        return poor < 0 ? [.. chosen.SelectMany(list => list)] : throw new DataException(
            $"class {poor} of {what} has {chosen[poor].Count} samples, fewer than the {each} of each class wanted; "
            + "lower --batch-size");
    }
}
