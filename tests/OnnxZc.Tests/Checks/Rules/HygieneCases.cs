using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Rules;

static class HygieneCases
{
    static readonly byte[] Pointer =
        [.. "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 8\n"u8];

    public static IEnumerable<RuleCase> All =>
    [
        new("unused-initializer", "one that nothing reads fails", "'left'")
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Initializer.Add(Protos.Tensor("left", 1, [0]))),
        },
        new("duplicate-initializer", "equal weights fail, equal shapes do not", "'b' holds what 'a' holds")
        {
            Passing = Checked.Of(Pair(1, 2)),
            Failing = Checked.Of(Pair(1, 1)),
        },
        new("duplicate-initializer", "weights in other files are looked at there", "'u' holds what 't' holds")
        {
            Passing = folder => Twins(folder, second: 2),
            Failing = folder => Twins(folder, second: 1),
        },
        new("duplicate-initializer", "what cannot be read does not pass", "cannot be told")
        {
            Passing = folder => Twins(folder, second: 2),
            Failing = folder =>
            {
                var model = Twins(folder, second: 2);
                File.Delete(folder.PathOf("w.data"));
                return model;
            },
        },
        new("unnamed-node", "a node without a name fails", "1 of 2 nodes have no name: those that give 'y'")
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Node[1].Name = ""),
        },
        new("naming-pattern", "names of nodes match", "node 'Relu:3' does not match")
        {
            Settings = [("nodes", "^node_[a-z]+$")],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Node[1].Name = "Relu:3"),
        },
        new("naming-pattern", "names of initializers match", "initializer 'w' does not match")
        {
            Settings = [("initializers", "^[a-z]+[.]weight$")],
            Passing = Checked.Of(model =>
            {
                model.Graph.Initializer[0].Name = "a.weight";
                model.Graph.Node[0].Input[1] = "a.weight";
            }),
            Failing = Checked.Of(),
        },
        new("naming-pattern", "inputs and outputs have their own", "output 'zz' does not match")
        {
            Settings = [("inputs", "x"), ("outputs", "^y+$|^z$")],
            Passing = Checked.Of(),
            Failing = Checked.Of(model =>
            {
                model.Graph.Output[0].Name = "zz";
                model.Graph.Node[1].Output[0] = "zz";
            }),
        },
        new("naming-pattern", "a pattern that never ends fails in time", "takes more than a second")
        {
            Settings = [("nodes", "^(a+)+$")],
            Passing = Checked.Of(model => Named(model, "aaaa")),
            Failing = Checked.Of(model => Named(model, new string('a', 60) + "!")),
        },
        new("metadata-required", "an empty property fails as a missing one does", "'license' is missing or empty")
        {
            Settings = [("keys", new[] { "license" })],
            Passing = Checked.Of(model => Property(model, "license", "MIT")),
            Failing = Checked.Of(model => Property(model, "license", " ")),
        },
        new("lfs-pointer", "a pointer in the model's place fails", "is a Git LFS pointer")
        {
            Passing = Checked.Of(),
            Failing = folder => Checked.File(folder, Pointer),
        },
        new("lfs-pointer", "a pointer in the weights' place fails", "the data file 'w.data' is a Git LFS pointer")
        {
            Passing = folder => External(folder, new byte[8]),
            Failing = folder => External(folder, Pointer),
        },
        new("value-info-missing", "an undeclared value fails", "1 of 1 values between nodes")
        {
            Passing = Checked.Of(model => model.Graph.ValueInfo.Add(Protos.Value("sum", 1, 2))),
            Failing = Checked.Of(),
        },
        new("value-info-missing", "a share of them may be undeclared", "2 of 3")
        {
            Settings = [("share", 0.5)],
            Passing = Checked.Of(model => Chain(model, "a", "b")),
            Failing = Checked.Of(model => Chain(model, "a")),
        },
        new("bn-folded", "convolutions that took it over fail", "merged into 1 convolutions")
        {
            Passing = Checked.Of(Convolution("conv.weight")),
            Failing = Checked.Of(Convolution("onnx::Conv_3")),
        },
        new("shape-inferable", "shapes that depend on data fail", "NonZero")
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Node[1].OpType = "NonZero"),
        },
        new("shape-inferable", "shapes that contradict each other fail", "shapes cannot be told")
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Input[0] = Protos.Value("x", 1, 3)),
        },
    ];

    static Graph Pair(float first, float second)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 65);
        var (a, b) = (build.Initializer("a", Filled(first)), build.Initializer("b", Filled(second)));
        return build.Build(build.Node("Mul", [build.Node("Add", [x, a]), b]));
    }

    static TensorData Filled(float value) =>
        TensorData.Of<float>([.. Enumerable.Repeat(value, 65)], 65);

    static OnnxZc.Checks.CheckedModel Twins(TempFolder folder, float second)
    {
        folder.Write("w.data", [.. Filled(1).Bytes.ToArray(), .. Filled(second).Bytes.ToArray()]);
        return Checked.File(folder, Protos.Model(model =>
        {
            model.Graph.Initializer.Add(SafetyCases.Tensor("t", 65, ("location", "w.data")));
            model.Graph.Initializer.Add(SafetyCases.Tensor("u", 65, ("location", "w.data"), ("offset", "260")));
        }).ToByteArray());
    }

    static OnnxZc.Checks.CheckedModel External(TempFolder folder, byte[] data)
    {
        folder.Write("w.data", data);
        return SafetyCases.WithExternal(folder, ("location", "w.data"));
    }

    static void Named(ModelProto model, string name)
    {
        foreach (var node in model.Graph.Node)
            node.Name = name;
    }

    static void Property(ModelProto model, string key, string value) =>
        model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });

    static void Chain(ModelProto model, params string[] described)
    {
        model.Graph.Node[1].Output[0] = "a";
        model.Graph.Node.Add(Protos.Node("Neg", ["a"], "b"));
        model.Graph.Node.Add(Protos.Node("Abs", ["b"], "y"));
        model.Graph.ValueInfo.Add(described.Select(name => Protos.Value(name, 1, 2)));
    }

    static Graph Convolution(string weight)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 1, 4, 4);
        var w = build.Initializer(weight, TensorData.Of<float>([1], 1, 1, 1, 1));
        return build.Build(build.Node("Conv", [x, w, build.Initializer("bias", TensorData.Of<float>([1], 1))]));
    }
}
