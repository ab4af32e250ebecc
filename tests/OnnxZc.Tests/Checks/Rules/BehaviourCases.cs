using OnnxZc.Checks;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Rules;

/// <summary>Cases that run in ONNX Runtime, and facts that no model can be made to give.</summary>
static class BehaviourCases
{
    public static IEnumerable<RuleCase> All =>
    [
        new("ort-loads", "an operator that ONNX Runtime lacks fails", "ONNX Runtime")
        {
            Passing = Checked.Run(Model("Relu")),
            Failing = Checked.Run(Model("Fictional", "com.microsoft")),
        },
        new("deterministic", "noise fails", "two runs on the same input differ")
        {
            Passing = Checked.Run(Model("Relu")),
            Failing = Checked.Run(Noisy()),
        },
        new("deterministic", "Dropout left in training mode fails", "two runs")
        {
            Passing = Checked.Run(Dropped(isTraining: false)),
            Failing = Checked.Run(Dropped(isTraining: true)),
        },
        new("deterministic", "generated weights fail on request", "two runs")
        {
            Settings = [("weightless", "forbid")],
            Passing = Checked.Run(Model("Relu")),
            Failing = Checked.Run(Weightless(isNoisy: false)),
        },
        new("deterministic", "generated weights pass else, noise beside them does not", "two runs")
        {
            Passing = Checked.Run(Weightless(isNoisy: false)),
            Failing = Checked.Run(Weightless(isNoisy: true)),
        },
        new("batch-equivariant", "the mean over the batch couples samples", "a sample in a batch and alone differ")
        {
            Passing = Checked.Run(Centred(axis: 1)),
            Failing = Checked.Run(Centred(axis: 0)),
        },
        new("batch-equivariant", "so it does where the batch is fixed", "a sample in a batch and alone differ")
        {
            Passing = Checked.Run(Centred(axis: 1, batch: 3)),
            Failing = Checked.Run(Centred(axis: 0, batch: 3)),
        },
        new("batch-equivariant", "an output without a row per sample fails", "has no row for each sample")
        {
            Passing = Checked.Run(Model("Relu")),
            Failing = Checked.Run(Model("ReduceSum")),
        },
        new("batch-equivariant", "noise keeps from telling", "cannot be told")
        {
            Passing = Checked.Run(Model("Relu")),
            Failing = Facts(new() { BatchedReason = "two runs on the same input differ" }),
        },
        new("finite-output", "the logarithm of a negative number fails", "that are no number")
        {
            Passing = Checked.Run(Model("Relu")),
            Failing = Checked.Run(Model("Log")),
        },
        new("finite-output", "what does not run does not pass", "cannot be told whether outputs are finite: it died")
        {
            Passing = Checked.Run(Model("Relu")),
            Failing = Facts(new() { LoadError = "it died" }),
        },
        new("deterministic", "what does not run does not pass", "it died")
        {
            Passing = Checked.Run(Model("Relu")),
            Failing = Facts(new() { LoadError = "it died" }),
        },
        new("parity", "a real network agrees, one that cannot be rebuilt does not pass", "parity cannot be told")
        {
            Passing = Checked.Run(Model("Relu")),
            Failing = Checked.Run(Model("Fictional", "com.microsoft")),
        },
        Parity("float32", allowed: 1e-3),
        Parity("float16", allowed: 0.02),
        Parity("bfloat16", allowed: 0.1),
        Parity("float64", allowed: 1e-5),
        Parity("quantised", allowed: 0.05),
        new("parity", "a difference that is no number fails", "for float32")
        {
            Passing = Facts(new() { Parity = new(0, 0) }),
            Failing = Facts(new() { Parity = new(double.NaN, double.NaN) }),
        },
        new("deterministic", "a difference that is no number fails", "output 'y'")
        {
            Settings = [("tolerance", 1.0)],
            Passing = Facts(new() { Repeated = new("y", 1) }),
            Failing = Facts(new() { Repeated = new("y", double.NaN) }),
        },
        new("batch-equivariant", "the tolerance itself is allowed", "output 'y'")
        {
            Settings = [("tolerance", 0.5)],
            Passing = Facts(new() { Batched = new("y", 0.5) }),
            Failing = Facts(new() { Batched = new("y", 0.51) }),
        },
    ];

    /// <summary>A node on <c>x</c> of [N, 4].</summary>
    public static Graph Model(string type, string domain = "")
    {
        var build = new GraphBuilder(17).Import("com.microsoft", 1);
        return build.Build(build.Node(type, [build.Input("x", ElementType.Float32, null, 4)], domain: domain));
    }

    static RuleCase Parity(string arithmetic, double allowed) =>
        new("parity", $"the tolerance is that of {arithmetic}", $"for {arithmetic}")
        {
            Passing = Facts(new() { Arithmetic = arithmetic, Parity = new(1, allowed) }),
            Failing = Facts(new() { Arithmetic = arithmetic, Parity = new(1, allowed * 1.01) }),
        };

    static Func<TempFolder, CheckedModel> Facts(ExecutionFacts facts) =>
        folder => Checked.Of()(folder) with { Execution = facts };

    static Graph Noisy()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        return build.Build(build.Node("Add", [x, build.Node("RandomNormalLike", [x])]));
    }

    static Graph Weightless(bool isNoisy)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        var y = build.Node("MatMul", [x, build.Generated("w", [4, 4], 1)]);
        return build.Build(isNoisy ? build.Node("Add", [y, build.Node("RandomNormalLike", [y])]) : y);
    }

    static Graph Dropped(bool isTraining)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 64);
        var ratio = build.Initializer("ratio", TensorData.Scalar(0.5f));
        var mode = build.Initializer("mode", TensorData.Scalar(isTraining));
        return build.Build(build.Node("Dropout", [x, ratio, mode]));
    }

    static Graph Centred(int axis, long? batch = null)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, batch, 4);
        return build.Build(build.Node("Sub", [x, build.Node("ReduceMean", [x], [("axes", new long[] { axis })])]));
    }
}
