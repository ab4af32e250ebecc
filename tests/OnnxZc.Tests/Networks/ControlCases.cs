using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>If, Loop and Scan, every version and every setting.</summary>
static class ControlCases
{
    static readonly int[] Opsets = [7, 8, 9, 11, 13, 16, 19, 21, 23, 24, 25];

    public static IEnumerable<GraphCase> All =>
    [
        .. Versions("If").SelectMany(opset => new[] { If(opset, 100), If(opset, -100) }),
        If(17, 100, isConstant: true),
        .. Versions("Loop").Select(opset => Loop(opset, trips: 3, limit: null)),
        .. Versions("Loop").Select(opset => Loop(opset, trips: null, limit: 20)),
        Loop(17, trips: 5, limit: 3),
        Loop(17, trips: 70, limit: null),
        Loop(17, trips: 0, limit: null),
        Loop(17, trips: 1, limit: null),
        OldScan(),
        .. Versions("Scan").Where(opset => opset > 8).Select(opset => Scan(opset)),
        Scan(17, ("scan_input_axes", new[] { 1L })),
        Scan(17, ("scan_input_axes", new[] { -1L }), ("scan_input_directions", new[] { 1L })),
        Scan(17, ("scan_output_axes", new[] { 1L }), ("scan_output_directions", new[] { 1L })),
        Scan(17, ("scan_output_axes", new[] { -1L })),
        Nested(),
    ];

    /// <summary>A choice by the input's sum; the branches capture a weight.</summary>
    public static GraphCase If(int opset, double threshold, bool isConstant = false, ElementType type = default)
    {
        type = type == default ? ElementType.Float32 : type;
        var build = new GraphBuilder(opset);
        var x = build.Input("x", type, 2, 3);
        var w = build.Input("w", type, 3, 3);
        var condition = isConstant
            ? build.Initializer("condition", TensorData.Scalar(true))
            : build.Node("Less", [Sum(build, x), build.Initializer("threshold", Number(threshold, type))]);
        var yes = new GraphBuilder(opset);
        var no = new GraphBuilder(opset);
        var taken = yes.Body(yes.Node("Tanh", [yes.Node("MatMul", [x, w])], default, "taken"));
        var other = no.Body(no.Node("Mul", [x, no.Node("MatMul", [x, w], default, "weighted")], default, "other"));
        var y = build.Node("If", [condition], [("then_branch", taken), ("else_branch", other)], "y");
        return new($"If at opset {opset} below {threshold}{(isConstant ? " or always" : "")}", Done(build, type, y));
    }

    /// <summary>A state that is multiplied by a captured weight, and collected.</summary>
    /// <param name="opset">The opset.</param>
    /// <param name="trips">The trip count, or none.</param>
    /// <param name="limit">Goes on while the number of the iteration is below it, or always.</param>
    /// <param name="type">The type of the elements.</param>
    public static GraphCase Loop(int opset, int? trips, int? limit, ElementType type = ElementType.Float32)
    {
        var build = new GraphBuilder(opset);
        var x = build.Input("x", type, 2, 3);
        var w = build.Input("w", type, 3, 3);
        var (most, goes) = ("", "");
        if (trips is { } count)
            most = build.Initializer("trips", TensorData.Scalar((long)count));
        else
            goes = build.Initializer("goes", TensorData.Scalar(true));

        var body = new GraphBuilder(opset);
        var i = body.Input("i", ElementType.Int64);
        var on = body.Input("on", ElementType.Bool);
        var s = body.Input("s", type, 2, 3);
        var step = body.Node("Cast", [i], [("to", (int)type)]);
        var next = body.Node("Tanh", [body.Node("Add", [body.Node("MatMul", [s, w]), step])], default, "next");
        var twice = body.Node("Add", [next, x], default, "twice");
        var bound = limit is null ? on : body.Node(
            "Less",
            [body.Node("Cast", [i], [("to", 1)]), body.Initializer("bound", TensorData.Scalar((float)limit))]);
        var again = body.Node("Identity", [bound], default, "again");
        var outputs = build.Multi("Loop", [most, goes, x], ["y", "all"], [("body", body.Body(again, next, twice))]);
        return new($"Loop at opset {opset} of {trips} below {limit}", Done(build, type, [.. outputs]));
    }

    /// <summary>A running sum over slices, times the slice.</summary>
    public static GraphCase Scan(int opset, params (string, object)[] attributes) =>
        Scan(opset, ElementType.Float32, attributes);

    public static GraphCase Scan(int opset, ElementType type, params (string, object)[] attributes)
    {
        var build = new GraphBuilder(opset);
        var start = build.Input("start", type, 4);
        var x = build.Input("x", type, 4, 4);
        var w = build.Input("w", type, 4);
        var body = ScanBody(opset, type, w);
        var outputs = build.Multi(
            "Scan", [start, x], ["sum", "all"], [("body", body), ("num_scan_inputs", 1), .. attributes]);
        var settings = string.Join(", ", attributes.Select(pair => $"{pair.Item1} {((long[])pair.Item2)[0]}"));
        return new($"Scan at opset {opset} {settings}", Done(build, type, [.. outputs]));
    }

    static GraphCase OldScan()
    {
        var build = new GraphBuilder(8);
        var start = build.Input("start", ElementType.Float32, 2, 4);
        var x = build.Input("x", ElementType.Float32, 2, 3, 4);
        var w = build.Input("w", ElementType.Float32, 4);
        var body = ScanBody(8, ElementType.Float32, w);
        var outputs = build.Multi(
            "Scan", ["", start, x], ["sum", "all"], [("body", body), ("num_scan_inputs", 1)]);
        return new("Scan at opset 8", Done(build, ElementType.Float32, [.. outputs]));
    }

    static Graph ScanBody(int opset, ElementType type, string w)
    {
        var body = new GraphBuilder(opset);
        var state = body.Input("state", type, 4);
        var slice = body.Input("slice", type, 4);
        var sum = body.Node("Add", [state, body.Node("Mul", [slice, w])], default, "next");
        return body.Body(sum, body.Node("Mul", [sum, slice], default, "product"));
    }

    // A loop whose body chooses by the number of the iteration.
    static GraphCase Nested()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, 2, 3);
        var body = new GraphBuilder(17);
        var i = body.Input("i", ElementType.Int64);
        var on = body.Input("on", ElementType.Bool);
        var s = body.Input("s", ElementType.Float32, 2, 3);
        var isLate = body.Node("Greater", [i, body.Initializer("one", TensorData.Scalar(1L))]);
        var (late, early) = (new GraphBuilder(17), new GraphBuilder(17));
        var lateBody = late.Body(late.Node("Sin", [s], default, "sin"));
        var earlyBody = early.Body(early.Node("Mul", [s, x], default, "product"));
        var next = body.Node("If", [isLate], [("then_branch", lateBody), ("else_branch", earlyBody)], "next");
        var loop = body.Body(body.Node("Identity", [on], default, "again"), next);
        var trips = build.Node("Cast", [build.Node("Size", [x])], [("to", 7)]);
        return new(
            "Loop with an If inside",
            Done(build, ElementType.Float32, build.Node("Loop", [trips, "", x], [("body", loop)], "y")));
    }

    // The first opset of every version.
    static IEnumerable<int> Versions(string type) => Opsets
        .Where(opset => OperatorVersions.TryResolve("", type, opset, out _))
        .DistinctBy(opset => OperatorVersions.Resolve("", type, opset));

    static string Sum(GraphBuilder build, string x) => build.Node("ReduceSum", [x], [("keepdims", 0)]);

    static TensorData Number(double value, ElementType type) =>
        type == ElementType.Float64 ? TensorData.Scalar(value) : TensorData.Scalar((float)value);

    static Graph Done(GraphBuilder build, ElementType type, params string[] outputs)
    {
        foreach (var output in outputs)
            build.Output(new ValueInfo(output, type, default));
        return build.Build();
    }
}
