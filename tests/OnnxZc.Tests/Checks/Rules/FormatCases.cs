using Onnx;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Hostility;

namespace OnnxZc.Tests.Checks.Rules;

/// <summary>Opset 17, ir_version 8, producer "test 1.0", <c>y = Relu(x + w)</c> on float32[2].</summary>
static class FormatCases
{
    public static IEnumerable<RuleCase> All =>
    [
        new("opset-range", "the newest allowed is allowed", "opset 18, at most 17")
        {
            Settings = [("min", 17.0), ("max", 17.0)],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.OpsetImport[0].Version = 18),
        },
        new("opset-range", "too old fails", "opset 16, at least 17")
        {
            Settings = [("min", 17.0)],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.OpsetImport[0].Version = 16),
        },
        new("opset-range", "one that cannot be read fails too", "opset 99")
        {
            Settings = [("max", 17.0)],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.OpsetImport[0].Version = 99),
        },
        new("opset-range", "another domain has its own", "opset of domain 'com.microsoft' 3")
        {
            Settings = [("domain", "com.microsoft"), ("max", 1.0)],
            Passing = Checked.Of(model => Import(model, 1)),
            Failing = Checked.Of(model => Import(model, 3)),
        },
        new("ir-range", "the newest allowed is allowed", "ir_version 9, at most 8")
        {
            Settings = [("max", 8.0)],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.IrVersion = 9),
        },
        new("ir-range", "too old fails", "ir_version 7, at least 8")
        {
            Settings = [("min", 8.0)],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.IrVersion = 7),
        },
        new("allowed-domains", "ONNX's own is allowed, whatever it is called", "domain 'com.microsoft'")
        {
            Passing = Checked.Of(model => model.Graph.Node[0].Domain = "ai.onnx"),
            Failing = Checked.Of(WithGelu),
        },
        new("allowed-domains", "what a function does counts, not its own domain", "com.microsoft")
        {
            Passing = Checked.Of(model => WithFunction(model, Protos.Node("Relu", ["a"], "b"))),
            Failing = Checked.Of(model => WithFunction(model, Gelu("a", "b"))),
        },
        new("op-allow", "operators outside the list fail", "of operator Relu")
        {
            Settings = [("operators", new[] { "Add", "Mat*" })],
            Passing = Checked.Of(model => Only(model, "Add")),
            Failing = Checked.Of(),
        },
        new("op-allow", "a branch counts like the graph around it", "of operator Neg")
        {
            Settings = [("operators", new[] { "Add", "Relu", "If", "Identity" })],
            Passing = Checked.Of(Branching("Relu")),
            Failing = Checked.Of(Branching("Neg")),
        },
        new("op-deny", "patterns deny whole domains", "com.microsoft.Gelu")
        {
            Settings = [("operators", new[] { "com.microsoft.*" })],
            Passing = Checked.Of(),
            Failing = Checked.Of(WithGelu),
        },
        new("no-control-flow", "a branch fails", "is a If")
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(Branching("Relu")),
        },
        new("no-custom-functions", "only those of the list may be defined", "'custom.F'")
        {
            Settings = [("allow", new[] { "pkg.*" })],
            Passing = Checked.Of(model => WithFunction(model, Protos.Node("Relu", ["a"], "b"), "pkg.onnxscript")),
            Failing = Checked.Of(model => WithFunction(model, Protos.Node("Relu", ["a"], "b"))),
        },
        new("dtype-allow", "a tensor of another type fails", "float64 is the type of 'extra'")
        {
            Settings = [("types", new[] { "float32" })],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Initializer.Add(Protos.Tensor("extra", 11, [0]))),
        },
        new("dtype-allow", "so does a type that OnnxZc does not compute with", "float8e5m2 is the type of 'extra'")
        {
            Settings = [("types", new[] { "float32" })],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Initializer.Add(Protos.Tensor("extra", 19, [0]))),
        },
        new("dtype-allow", "so does a Cast", "float16 is the type of 'node_y'")
        {
            Settings = [("types", new[] { "float32" })],
            Passing = Checked.Of(),
            Failing = Checked.Of(model =>
                model.Graph.Node[1] = Protos.Node("Cast", ["sum"], "y", Attack.Int("to", 10))),
        },
        new("dynamic-dims", "a dimension that must be free is", "must be free and is 2")
        {
            Settings = [("free", new[] { "x.0" })],
            Passing = Checked.Of(model => Free(model, "N")),
            Failing = Checked.Of(),
        },
        new("dynamic-dims", "a name that must be free is there", "no dimension of an input is called 'batch'")
        {
            Settings = [("free", new[] { "batch" })],
            Passing = Checked.Of(model => Free(model, "batch")),
            Failing = Checked.Of(model => Free(model, "N")),
        },
        new("dynamic-dims", "all must be fixed", "dimension 0 of input x: Float32[N] must be fixed")
        {
            Settings = [("fixed", new[] { "*" })],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => Free(model, "N")),
        },
        new("dynamic-dims", "one must be fixed, by its name", "must be fixed")
        {
            Settings = [("fixed", new[] { "H" })],
            Passing = Checked.Of(model => Free(model, "N")),
            Failing = Checked.Of(model => Free(model, "H")),
        },
        new("dynamic-dims", "an input without a rank is not fixed", "declares no dimensions")
        {
            Settings = [("fixed", new[] { "x.0" })],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Input[0].Type.TensorType.Shape = null),
        },
        new("io-names", "inputs are called so", "the inputs are 'image', demanded are 'x'")
        {
            Settings = [("inputs", new[] { "x" })],
            Passing = Checked.Of(),
            Failing = Checked.Of(model =>
            {
                model.Graph.Input[0].Name = "image";
                model.Graph.Node[0].Input[0] = "image";
            }),
        },
        new("io-names", "a missing output fails", "the outputs are 'y', demanded are 'y', 'sum'")
        {
            Settings = [("outputs", new[] { "y", "sum" })],
            Passing = Checked.Of(model => model.Graph.Output.Add(Protos.Value("sum", 1, 2))),
            Failing = Checked.Of(),
        },
        new("no-training-info", "leftovers of training fail", "training_info")
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.TrainingInfo.Add(new TrainingInfoProto())),
        },
        new("producer-allow", "another version fails", "the producer is 'test 2.0'")
        {
            Settings = [("producers", new[] { "test 1.*" })],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.ProducerVersion = "2.0"),
        },
        new("producer-allow", "a file of unknown origin fails", "names no producer")
        {
            Settings = [("producers", new[] { "test*" })],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => (model.ProducerName, model.ProducerVersion) = ("", "")),
        },
    ];

    static void Import(ModelProto model, int version) =>
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = version });

    static NodeProto Gelu(string input, string output)
    {
        var node = Protos.Node("Gelu", [input], output);
        node.Domain = "com.microsoft";
        return node;
    }

    static void WithGelu(ModelProto model)
    {
        model.Graph.Node[1] = Gelu("sum", "y");
        Import(model, 1);
    }

    static void WithFunction(ModelProto model, NodeProto body, string domain = "custom")
    {
        model.Functions.Add(new FunctionProto
        {
            Name = "F",
            Domain = domain,
            Input = { "a" },
            Output = { "b" },
            Node = { body },
            OpsetImport =
            {
                new OperatorSetIdProto { Version = 17 },
                new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 },
            },
        });
        model.Graph.Node[1] = Protos.Node("F", ["sum"], "y");
        model.Graph.Node[1].Domain = domain;
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = 1 });
    }

    static void Only(ModelProto model, string type)
    {
        model.Graph.Node.RemoveAt(1);
        model.Graph.Node[0].OpType = type;
        model.Graph.Node[0].Output[0] = "y";
    }

    static void Free(ModelProto model, string name) =>
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new() { DimParam = name };

    static Graph Branching(string type)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        var condition = build.Input("c", ElementType.Bool, 1);
        var then = new GraphBuilder(17);
        var other = new GraphBuilder(17);
        var y = build.Node(
            "If",
            [condition],
            [
                ("then_branch", then.Body(then.Node(type, [x], output: "t"))),
                ("else_branch", other.Body(other.Node("Identity", [x], output: "e"))),
            ]);
        return build.Output(y, ElementType.Float32, null, 4).Build();
    }
}
