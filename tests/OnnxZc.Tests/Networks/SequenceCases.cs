using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Sequences and optional values, made and taken apart inside of one graph.</summary>
static class SequenceCases
{
    public static IEnumerable<GraphCase> All =>
    [
        Case("construct, at", 11, (build, x, y) =>
            build.Node("SequenceAt", [Pair(build, x, y), Position(build, -1)])),
        Case("empty, insert, length", 11, (build, x, y) =>
        {
            var one = build.Node("SequenceInsert", [build.Node("SequenceEmpty", []), x]);
            var two = build.Node("SequenceInsert", [one, y, Position(build, 0)]);
            var first = build.Node("SequenceAt", [two, Position(build, 0)]);
            return build.Node("Mul", [first, Float(build, build.Node("SequenceLength", [two]))]);
        }),
        Case("erase", 11, (build, x, y) =>
        {
            var rest = build.Node("SequenceErase", [Pair(build, x, y), Position(build, 0)]);
            return build.Node("SequenceAt", [rest, Position(build, 0)]);
        }),
        Case("erase the last, concatenate", 11, (build, x, y) =>
        {
            var rest = build.Node("SequenceErase", [Pair(build, x, y)]);
            return build.Node("ConcatFromSequence", [rest], [("axis", 1)]);
        }),
        Case("concatenate", 11, (build, x, y) =>
            build.Node("ConcatFromSequence", [Pair(build, x, y)], [("axis", -1)])),
        Case("stack", 11, (build, x, y) =>
            build.Node("ConcatFromSequence", [Pair(build, x, y)], [("axis", -1), ("new_axis", 1)])),
        .. new[] { 11, 24 }.Select(opset => Case("split evenly", opset, (build, x, _) =>
        {
            var parts = build.Node("SplitToSequence", [x, Position(build, 2)], [("axis", 1)]);
            return build.Node("SequenceAt", [parts, Position(build, 1)]);
        })),
        Case("split by sizes", 11, (build, x, _) =>
        {
            var sizes = build.Initializer("sizes", TensorData.Int64s(1, 2));
            var parts = build.Node("SplitToSequence", [x, sizes], [("axis", 1)]);
            return build.Node("SequenceAt", [parts, Position(build, 1)]);
        }),
        Case("split to rows", 11, (build, x, _) =>
        {
            var parts = build.Node("SplitToSequence", [x], [("keepdims", 0)]);
            return build.Node("SequenceAt", [parts, Position(build, 1)]);
        }),
        Case("identity of a sequence", 16, (build, x, y) =>
            build.Node("SequenceAt", [build.Node("Identity", [Pair(build, x, y)]), Position(build, 1)])),
        Case("map", 17, Map),
        .. new[] { 15, 18 }.Select(opset => Case("optional", opset, (build, x, _) =>
        {
            var optional = build.Node("Optional", [x]);
            var has = build.Node("OptionalHasElement", [optional]);
            return build.Node("Mul", [build.Node("OptionalGetElement", [optional]), Float(build, has)]);
        })),
        Case("loop that collects", 17, Collected),
    ];

    static GraphCase Case(string name, int opset, Func<GraphBuilder, string, string, string> make)
    {
        var build = new GraphBuilder(opset);
        var x = build.Input("x", ElementType.Float32, 2, 3);
        var y = build.Input("y", ElementType.Float32, 2, 3);
        return new($"sequence: {name} at opset {opset}", build.Build(make(build, x, y)));
    }

    static string Map(GraphBuilder build, string x, string y)
    {
        var body = new GraphBuilder(17);
        var a = body.Input("a", ElementType.Float32, 2, 3);
        var b = body.Input("b", ElementType.Float32, 2, 3);
        body.Output(body.Node("Mul", [a, b], default, "ab"), ElementType.Float32, 2, 3);
        var mapped = build.Node("SequenceMap", [Pair(build, x, y), y], [("body", body.Body())]);
        return build.Node("ConcatFromSequence", [mapped], [("axis", 0)]);
    }

    // A state that grows by one tensor per iteration.
    static string Collected(GraphBuilder build, string x, string y)
    {
        var body = new GraphBuilder(17);
        body.Input("i", ElementType.Int64);
        var on = body.Input("on", ElementType.Bool);
        var list = body.Input(Sequence("list"));
        var grown = body.Node("SequenceInsert", [list, body.Node("Mul", [x, y])], default, "grown");
        var loop = body.Body(body.Node("Identity", [on], default, "again"), grown);
        var start = build.Node("SequenceConstruct", [x]);
        var all = build.Node("Loop", [Position(build, 3), "", start], [("body", loop)]);
        return build.Node("ConcatFromSequence", [all], [("axis", 0)]);
    }

    static ValueInfo Sequence(string name) => new(name, ElementType.Undefined, default)
    {
        Kind = ValueKind.Sequence,
        Element = new("", ElementType.Float32, default),
    };

    static string Pair(GraphBuilder build, string x, string y) => build.Node("SequenceConstruct", [x, y]);

    static string Position(GraphBuilder build, long value) =>
        build.Node("Constant", [], [("value", TensorData.Scalar(value))]);

    static string Float(GraphBuilder build, string value) => build.Node("Cast", [value], [("to", 1)]);
}
