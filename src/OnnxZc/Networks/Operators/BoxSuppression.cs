using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Greedy suppression of boxes that overlap a box of a higher score.</summary>
sealed class BoxSuppression
{
    readonly float[] _boxes;
    readonly float[] _scores;
    readonly (int Batches, int Classes, int Boxes) _size;
    readonly double _overlap;
    readonly double? _score;

    /// <param name="boxes">[batch, box, 4].</param>
    /// <param name="scores">[batch, class, box].</param>
    /// <param name="overlap">The intersection over union above which the lower box goes.</param>
    /// <param name="score">The score that a box must exceed, or null.</param>
    /// <param name="isCentred">Boxes are x, y, width, height of the centre form instead of two corners.</param>
    public BoxSuppression(Tensor boxes, Tensor scores, double overlap, double? score, bool isCentred)
    {
        _boxes = Corners(boxes.detach().cpu().to_type(torch.float32).contiguous().data<float>().ToArray(), isCentred);
        _scores = scores.detach().cpu().to_type(torch.float32).contiguous().data<float>().ToArray();
        _size = ((int)scores.shape[0], (int)scores.shape[1], (int)scores.shape[2]);
        (_overlap, _score) = (overlap, score);
    }

    /// <summary>Batch, class and box of what stays, one after another; at most so many per batch and class.</summary>
    public IEnumerable<long> Keep(long most)
    {
        for (var batch = 0; batch < _size.Batches; batch++)
        {
            for (var kind = 0; kind < _size.Classes; kind++)
            {
                foreach (var box in KeepOf(batch, kind, most))
                {
                    yield return batch;
                    yield return kind;
                    yield return box;
                }
            }
        }
    }

    List<int> KeepOf(int batch, int kind, long most)
    {
        var scores = new ArraySegment<float>(_scores, ((batch * _size.Classes) + kind) * _size.Boxes, _size.Boxes);
        var candidates = Enumerable.Range(0, _size.Boxes)
            .Where(box => _score is not { } least || scores[box] > least)
            .OrderByDescending(box => scores[box]);
        var kept = new List<int>();
        foreach (var box in candidates)
        {
            if (kept.Count >= most)
                break;
            if (kept.All(other => Overlap(batch, box, other) <= _overlap))
                kept.Add(box);
        }

        return kept;
    }

    double Overlap(int batch, int first, int second)
    {
        var a = _boxes.AsSpan(((batch * _size.Boxes) + first) * 4, 4);
        var b = _boxes.AsSpan(((batch * _size.Boxes) + second) * 4, 4);
        var height = Math.Max(0, Math.Min(a[2], b[2]) - Math.Max(a[0], b[0]));
        var width = Math.Max(0, Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]));
        var common = height * width;
        var union = Area(a) + Area(b) - common;
        return common <= 0 || union <= 0 ? 0 : common / union;
    }

    static float Area(ReadOnlySpan<float> box) => (box[2] - box[0]) * (box[3] - box[1]);

    static float[] Corners(float[] boxes, bool isCentred)
    {
        for (var i = 0; i < boxes.Length; i += 4)
        {
            var (a, b, c, d) = (boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]);
            if (isCentred)
                (a, b, c, d) = (b - (d / 2), a - (c / 2), b + (d / 2), a + (c / 2));
            boxes[i] = Math.Min(a, c);
            boxes[i + 1] = Math.Min(b, d);
            boxes[i + 2] = Math.Max(a, c);
            boxes[i + 3] = Math.Max(b, d);
        }

        return boxes;
    }
}
