namespace OnnxZc.Graphs.Inference;

/// <summary>Sequences and optional values: what they hold has no one shape.</summary>
static class Sequences
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        .. new[]
        {
            "ConcatFromSequence", "Optional", "OptionalGetElement", "SequenceAt", "SequenceConstruct", "SequenceEmpty",
            "SequenceErase", "SequenceInsert", "SplitToSequence",
        }.Select(type => (type, new ShapeRule(
            op => Inferred.Unknown($"{op.Node.Operator}: what a sequence holds is not followed"),
            ToleratesUnknown: true))),
        ("OptionalHasElement", new(op => op.Result(ElementType.Bool, []), ToleratesUnknown: true)),
        ("SequenceLength", new(op => op.Result(ElementType.Int64, []), ToleratesUnknown: true)),
    ];
}
