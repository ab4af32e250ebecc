using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Data;

/// <summary>The class of each sample.</summary>
static class Labels
{
    /// <summary>The batch's labels, checked, or drawn from the stream <c>data:labels</c> where it has none.</summary>
    /// <exception cref="ModelException">A label is not a class of the model.</exception>
    public static long[] For(Batch batch, long samples, long classes, long seed)
    {
        if (batch.Labels is not { } labels)
        {
            var stream = new RandomStream("data:labels", seed);
            return [.. Enumerable.Range(0, (int)samples).Select(i => stream.Below(i, classes))];
        }

        var wrong = Array.FindIndex(labels, label => label < 0 || label >= classes);
        return wrong < 0 ? labels : throw new ModelException(
            ModelErrorCode.DataMismatch,
            $"label {labels[wrong]} of sample {wrong} is out of range: the model has {classes} classes "
            + $"(0 to {classes - 1}); give labels that fit, or data without labels to draw them");
    }
}
