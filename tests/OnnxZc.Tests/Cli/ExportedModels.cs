using Onnx;
using OnnxZc.Tests.Graphs;
using Kind = Onnx.AttributeProto.Types.AttributeType;

namespace OnnxZc.Tests.Cli;

/// <summary>Small models as exporters write them, each with one thing that doctor must find.</summary>
static class ExportedModels
{
    /// <summary>The size of <c>model.bin</c>, where one of the models has its weights.</summary>
    public const int ExternalBytes = Width * Width * sizeof(float);

    const int Width = 80;

    /// <summary>By finding: the model, the severity, the names found, and a part of the fix.</summary>
    public static IReadOnlyDictionary<string, (ModelProto Model, string Severity, string[] Where, string Fix)> All =>
        new Dictionary<string, (ModelProto, string, string[], string)>
        {
            ["unsupported-operators"] = (Foreign(), "problem", ["node_y"], "--extract FILE"),
            ["batch-baked-in"] = (BatchOfTwo(), "note", ["x"], "dynamic_axes={'x': {0: 'N'}}"),
            ["bn-folded"] = (Folded(), "warning", ["node_y"], "do_constant_folding=False"),
            ["bn-training"] = (BatchNorm(), "note", ["node_y"], "model.eval()"),
            ["dropout-training"] = (Dropout(), "warning", ["node_dropped"], "model.eval()"),
            ["duplicate-weights"] = (Duplicates(), "warning", ["v", "w"], "one parameter"),
            ["unused-initializers"] = (Unused(), "note", ["unused"], "Remove them"),
            ["layer-norm-shattered"] = (LayerNorm(), "note", ["node_y"], "opset_version=17"),
            ["gelu-shattered"] = (Gelu(), "note", ["node_erf", "node_tanh"], "opset_version=20"),
            ["silu-shattered"] = (
                Model("y", ("Sigmoid", "x", "gate"), ("Mul", "x gate", "y")), "note", ["node_gate"], "Swish"),
            ["no-op-nodes"] = (
                Model("y", ("Identity", "x", "same"), ("Relu", "same", "y")), "note", ["node_same"], "onnxsim"),
            ["external-data"] = (External(), "note", ["w"], "save_as_external_data=False"),
            ["weightless"] = (Weightless(), "note", ["node_w"], "--init"),
        };

    /// <summary><c>y = Relu(x + w)</c> with a free batch.</summary>
    public static ModelProto Plain() => Model("y", ("Add", "x w", "sum"), ("Relu", "sum", "y"));

    static ModelProto Model(string output, params (string Type, string Inputs, string Output)[] nodes)
    {
        var model = Protos.Model(model =>
        {
            model.Graph.Node.Clear();
            model.Graph.Node.Add(nodes.Select(node => Protos.Node(node.Type, node.Inputs.Split(' '), node.Output)));
            model.Graph.Input[0] = Free("x", Width);
            model.Graph.Output[0] = Free(output, Width);
            model.Graph.Initializer.Clear();
        });
        if (nodes.Any(node => node.Inputs.Split(' ').Contains("w")))
            model.Graph.Initializer.Add(Floats("w", 1, Width));
        return model;
    }

    /// <summary><c>y = com.example.Strange(x + w)</c>.</summary>
    public static ModelProto Foreign()
    {
        var model = Plain();
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.example", Version = 1 });
        (model.Graph.Node[1].Domain, model.Graph.Node[1].OpType) = ("com.example", "Strange");
        return model;
    }

    static ModelProto BatchOfTwo()
    {
        var model = Plain();
        model.Graph.Input[0] = Protos.Value("x", 1, 2, Width);
        model.Graph.Output[0] = Protos.Value("y", 1, 2, Width);
        return model;
    }

    static ModelProto Folded()
    {
        var model = Model("y", ("Conv", "x onnx::Conv_1 onnx::Conv_2", "y"));
        model.Graph.Input[0] = Free("x", 3, 4, 4);
        model.Graph.Output[0] = Free("y", 5, 4, 4);
        model.Graph.Initializer.Add([Floats("onnx::Conv_1", 5, 3, 1, 1), Floats("onnx::Conv_2", 5)]);
        return model;
    }

    static ModelProto BatchNorm()
    {
        var model = Model("y", ("BatchNormalization", "x a b c d", "y"));
        model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "training_mode", Type = Kind.Int, I = 1 });
        model.Graph.Node[0].Output.Add(["mean", "var"]);
        for (var i = 0; i < 4; i++)
            model.Graph.Initializer.Add(Floats("abcd"[i].ToString(), Width));
        return model;
    }

    static ModelProto Dropout()
    {
        var model = Model("y", ("Dropout", "x ratio mode", "dropped"), ("Add", "dropped w", "y"));
        model.Graph.Initializer.Add(Protos.Tensor("ratio", 1, [], tensor => tensor.FloatData.Add(0.5f)));
        model.Graph.Initializer.Add(Protos.Tensor("mode", 9, [], tensor => tensor.Int32Data.Add(1)));
        return model;
    }

    static ModelProto Duplicates()
    {
        var model = Model("y", ("Add", "x w", "sum"), ("Mul", "sum v", "y"));
        model.Graph.Initializer.Add(Floats("v", 1, Width));
        return model;
    }

    static ModelProto Unused()
    {
        var model = Plain();
        model.Graph.Initializer.Add(Floats("unused", 7));
        return model;
    }

    static ModelProto LayerNorm()
    {
        var model = Model(
            "y",
            ("ReduceMean", "x", "mean"),
            ("Sub", "x mean", "centred"),
            ("Pow", "centred two", "square"),
            ("ReduceMean", "square", "variance"),
            ("Add", "variance epsilon", "stable"),
            ("Sqrt", "stable", "deviation"),
            ("Div", "centred deviation", "y"));
        foreach (var node in model.Graph.Node.Where(node => node.OpType == "ReduceMean"))
            node.Attribute.Add(new AttributeProto { Name = "axes", Type = Kind.Ints, Ints = { -1 } });
        model.Graph.Initializer.Add([Number("two", 2), Number("epsilon", 1e-5f)]);
        return model;
    }

    static ModelProto Gelu()
    {
        var model = Model(
            "y",
            ("Div", "x root", "scaled"),
            ("Erf", "scaled", "erf"),
            ("Add", "erf one", "shifted"),
            ("Mul", "x shifted", "twice"),
            ("Mul", "twice half", "h"),
            ("Pow", "h three", "cube"),
            ("Mul", "cube cubic", "term"),
            ("Add", "h term", "inner"),
            ("Mul", "inner slope", "argument"),
            ("Tanh", "argument", "tanh"),
            ("Add", "tanh one", "moved"),
            ("Mul", "h moved", "y"));
        model.Graph.Initializer.Add(
        [
            Number("root", MathF.Sqrt(2)), Number("one", 1), Number("half", 0.5f), Number("three", 3),
            Number("cubic", 0.044715f), Number("slope", MathF.Sqrt(2 / MathF.PI)),
        ]);
        return model;
    }

    static ModelProto External()
    {
        var model = Model("y", ("Add", "x w", "y"));
        model.Graph.Initializer.Clear();
        model.Graph.Initializer.Add(Protos.Tensor("w", 1, [Width, Width], tensor =>
        {
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "model.bin" });
        }));
        return model;
    }

    static ModelProto Weightless()
    {
        var model = Model("y", ("RandomNormal", "", "w"), ("Add", "x w", "y"));
        model.Graph.Initializer.Clear();
        model.Graph.Node[0].Input.Clear();
        model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "shape", Type = Kind.Ints, Ints = { 1, Width } });
        return model;
    }

    static ValueInfoProto Free(string name, params long[] rest)
    {
        var value = Protos.Value(name, 1, [1, .. rest]);
        value.Type.TensorType.Shape.Dim[0] = new() { DimParam = "N" };
        return value;
    }

    static TensorProto Number(string name, float value) =>
        Protos.Tensor(name, 1, [], tensor => tensor.FloatData.Add(value));

    static TensorProto Floats(string name, params long[] dims) => Protos.Tensor(name, 1, dims, tensor =>
        tensor.FloatData.Add(Enumerable.Range(1, (int)dims.Aggregate((a, b) => a * b)).Select(i => i / 8f)));
}
