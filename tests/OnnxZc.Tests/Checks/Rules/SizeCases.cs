using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Rules;

/// <summary>
/// A perceptron 4 - 8 - 2 without biases: 48 parameters, 48 multiply-accumulates, 2 layers, and at most 64 bytes of
/// values at once, the 8 hidden units before and after Relu.
/// </summary>
static class SizeCases
{
    public static IEnumerable<RuleCase> All =>
    [
        Limit("max-params", 48), Growth("max-params", "params", 48),
        Limit("max-macs", 48), Growth("max-macs", "macs", 48),
        Limit("max-depth", 2), Growth("max-depth", "depth", 2),
        Limit("max-activation-memory", 64), Growth("max-activation-memory", "activation-memory", 64),
        new("max-file-size", "the limit itself is allowed", "bytes")
        {
            Settings = [("limit", (double)Bytes)],
            Passing = Checked.Of(Perceptron()),
            Failing = folder => Checked.File(folder, [.. OnnxWriter.Write(Perceptron()), 0x32, 0]),
        },
        new("max-file-size", "external data counts, a file once", "bytes")
        {
            Settings = [("limit", 500.0)],
            Passing = folder => External(folder, 100),
            Failing = folder => External(folder, 400),
        },
        Growth("max-file-size", "bytes", Bytes),
        new("max-activation-memory", "what cannot be known does not pass", "not known")
        {
            Settings = [("limit", 1e9)],
            Passing = Checked.Of(Perceptron()),
            Failing = Checked.Of(Unknown()),
        },
        new("max-macs", "what cannot be counted does not pass", "cannot be told")
        {
            Settings = [("limit", 1e9)],
            Passing = Checked.Of(Perceptron()),
            Failing = Checked.Of(model => model.Graph.Input[0] = Protos.Value("x", 1, 3)),
        },
    ];

    static int Bytes { get; } = OnnxWriter.Write(Perceptron()).Length;

    static RuleCase Limit(string rule, double exact) =>
        new(rule, "the limit itself is allowed", $"{exact:0} are allowed")
        {
            Settings = [("limit", exact)],
            Passing = Checked.Of(Perceptron()),
            Failing = Checked.Of(Perceptron(hidden: 9, layers: 3)),
        };

    // A quarter more than four fifths is the number itself.
    static RuleCase Growth(string rule, string number, double exact) =>
        new(rule, "growth is from the locked number", "when it was locked")
        {
            Settings = [("growth", 0.25)],
            Passing = Checked.Locked(Checked.Of(Perceptron()), number, exact / 1.25),
            Failing = Checked.Locked(Checked.Of(Perceptron()), number, (exact / 1.25) - 0.01),
        };

    static Graph Perceptron(int hidden = 8, int layers = 2)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        for (var i = 1; i < layers; i++)
            x = build.Node("Relu", [build.Node("MatMul", [x, Weight(build, $"w{i}", i == 1 ? 4 : hidden, hidden)])]);
        x = build.Node("MatMul", [x, Weight(build, "out", hidden, 2)]);
        return build.Output(x, ElementType.Float32, null, 2).Build();
    }

    static string Weight(GraphBuilder build, string name, int rows, int columns) =>
        build.Initializer(name, TensorData.Of<float>(new float[rows * columns], rows, columns));

    static Graph Unknown()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        var positions = build.Node("NonZero", [x]);
        return build.Output(positions, ElementType.Int64, 2, null).Build();
    }

    static OnnxZc.Checks.CheckedModel External(TempFolder folder, int bytes)
    {
        folder.Write("w.data", new byte[bytes]);
        return SafetyCases.WithExternal(folder, ("location", "w.data"));
    }
}
