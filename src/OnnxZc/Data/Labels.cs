using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Data;

/// <summary>The class of each sample, or of each of its positions.</summary>
static class Labels
{
    /// <summary>
    /// The batch's labels, checked, each for all positions of its sample; drawn from the stream <c>data:labels</c>
    /// where the batch has none.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="shape">The samples, then the positions of each.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="seed">The seed of drawn labels.</param>
    /// <returns>Row-major.</returns>
    /// <exception cref="ModelException">A label is not a class of the model, or there are not as many.</exception>
    public static long[] For(Batch batch, ReadOnlySpan<long> shape, long classes, long seed)
    {
        var count = TensorData.CountOf(shape.ToArray());
        if (batch.Labels is not { } labels)
        {
            var stream = new RandomStream("data:labels", seed);
            return [.. Enumerable.Range(0, (int)count).Select(i => stream.Below(i, classes))];
        }

        if (batch.Classes > classes)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"the data has {batch.Classes} classes, the model tells {classes} apart: "
                + "give data or a model of the other's number of classes");
        }

        var wrong = Array.FindIndex(labels, label => label < 0 || label >= classes);
        if (wrong >= 0)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"label {labels[wrong]} of sample {wrong} is out of range: the model has {classes} classes "
                + $"(0 to {classes - 1}); give labels that fit, or data without labels to draw them");
        }

        if (labels.Length != shape[0])
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"there are {labels.Length} labels, the output has {shape[0]} rows: give a label for each");
        }

        var positions = (int)(count / Math.Max(1, shape[0]));
        return [.. labels.SelectMany(label => Enumerable.Repeat(label, positions))];
    }
}
