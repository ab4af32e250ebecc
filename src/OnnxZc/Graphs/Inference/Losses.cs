namespace OnnxZc.Graphs.Inference;

/// <summary>Losses of class scores [N, C, ...] against labels [N, ...].</summary>
static class Losses
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("NegativeLogLikelihoodLoss", new(Loss)),
        ("SoftmaxCrossEntropyLoss", new(Loss)),
    ];

    static Inferred Loss(Operation op)
    {
        var (scores, labels) = (op.ShapeOfRank(0, 2), op.Shape(1));
        if (!labels.SequenceEqual(scores.RemoveAt(1)))
            throw op.Mismatch($"labels {ShapeText.Of(labels)} do not fit scores {ShapeText.Of(scores)}");
        if (op.Has(2) && !op.Shape(2).SequenceEqual([scores[1]]))
            throw op.Mismatch($"weights {ShapeText.Of(op.Shape(2))} do not fit {scores[1]} classes");
        var isReduced = op.Attributes.Text("reduction", "mean") != "none";
        return new([new(op.Type(0), isReduced ? [] : labels), new(op.Type(0), scores)]);
    }
}
