namespace OnnxZc.Graphs.Rewriting;

/// <summary>Constants that hold the same for every sample.</summary>
static class RepeatedRows
{
    /// <summary>What is repeated along <paramref name="axis"/>, of size 1 there; null when rows differ.</summary>
    public static TensorData? First(TensorData data, int axis)
    {
        if (data.Count == 0)
            return null;
        var rows = (int)data.Shape[axis];
        var blocks = (int)TensorData.CountOf(data.Shape[..axis]);
        var width = data.Bytes.Length / blocks / rows;
        var first = new byte[blocks * width];
        for (var i = 0; i < blocks * rows; i++)
        {
            var row = data.Bytes.Span.Slice(i * width, width);
            var target = first.AsSpan(i / rows * width, width);
            if (i % rows == 0)
                row.CopyTo(target);
            else if (!row.SequenceEqual(target))
                return null;
        }

        return new(data.Type, data.Shape.SetItem(axis, 1), first);
    }
}
