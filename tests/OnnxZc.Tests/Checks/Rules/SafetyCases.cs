using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using Onnx;
using OnnxZc.Checks;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Rules;

static class SafetyCases
{
    const long Huge = 1L << 40;

    public static IEnumerable<RuleCase> All => [.. ExternalCases, .. WeightCases, .. DeclaredCases, .. BranchCases];

    /// <summary><c>y = Relu(x + w)</c> with a further tensor <c>t</c> of 8 bytes in another file.</summary>
    public static CheckedModel WithExternal(TempFolder folder, params (string Key, string Value)[] entries) =>
        Checked.File(folder, Protos.Model(model => model.Graph.Initializer.Add(Tensor("t", 2, entries))).ToByteArray());

    /// <summary>A float tensor in another file.</summary>
    public static TensorProto Tensor(string name, int count, params (string Key, string Value)[] entries) =>
        Protos.Tensor(name, 1, [count], tensor =>
        {
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            tensor.ExternalData.Add(entries.Select(
                entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        });

    static IEnumerable<RuleCase> ExternalCases =>
    [
        External("none may be forbidden", "all must lie in the model file", ("location", "w.data")) with
        {
            Settings = [("allow", "none")],
            Passing = Checked.Of(),
        },
        External("a folder beneath is not beside", "not beside the model", ("location", "sub/w.data")),
        External("a folder beneath passes on request, one above does not", "outside", ("location", "../w.data")) with
        {
            Settings = [("allow", "beneath")],
            Passing = folder => WithFile(folder, ("location", "sub/w.data")),
        },
        External("links of all kinds pass on request, missing files do not", "no such file", ("location", "gone")) with
        {
            Settings = [("links", "any")],
            Passing = folder => WithFile(folder, ("location", "hard.data")),
        },
        External("a path upwards fails", "outside the model's folder", ("location", "../w.data")),
        External("an absolute path fails", "outside the model's folder", ("location", "/etc/hostname")),
        External("a missing file fails", "no such file", ("location", "gone.data")),
        External("an unknown key fails", "'__class__' means nothing", ("location", "w.data"), ("__class__", "x")),
        External("a key twice fails", "'location' is given twice", ("location", "w.data"), ("location", "w.data")),
        External("an offset of another base fails", "'offset' is '0x4'", ("location", "w.data"), ("offset", "0x4")),
        External("a tensor beyond the file fails", "ends at 12 of 'w.data'", ("location", "w.data"), ("offset", "4")),
        External(
            "the declared length is the tensor's",
            "takes 8 bytes and its external data has 4",
            ("location", "w.data"),
            ("length", "4")),
        External(
            "an offset near the end of 64 bits fails",
            "ends at 9223372036854775815",
            ("location", "w.data"),
            ("offset", "9223372036854775807")),
        External("a symbolic link fails", "is a link", ("location", "soft.data")),
        External("a hard link fails", "hard links", ("location", "hard.data")),
        External("a hard link fails where symbolic ones may be", "hard links", ("location", "hard.data")) with
        {
            Settings = [("links", "symbolic")],
            Passing = folder => WithFile(folder, ("location", "soft.data")),
        },
        External("a missing checksum fails", "has no checksum", ("location", "w.data")) with
        {
            Settings = [("checksum", "required")],
            Passing = folder => WithFile(folder, ("location", "w.data"), ("checksum", Sum)),
        },
        External(
            "a wrong checksum fails",
            "has the SHA-1",
            ("location", "w.data"),
            ("checksum", Sum.Replace('0', '1'))) with
        {
            Settings = [("checksum", "verified")],
            Passing = folder => WithFile(folder, ("location", "w.data"), ("checksum", Sum)),
        },
        new("external-data", "sharing all bytes passes, sharing some fails", "'u' and 't' overlap")
        {
            Passing = folder => Two(folder, "0"),
            Failing = folder => Two(folder, "4"),
        },
    ];

    static string Sum { get; } = Convert.ToHexStringLower(SHA1.HashData(new byte[8]));

    static RuleCase External(string claim, string expected, params (string Key, string Value)[] entries) =>
        new("external-data", claim, expected)
        {
            Passing = folder => WithFile(folder, ("location", "w.data"), ("offset", "0"), ("length", "8")),
            Failing = folder => WithFile(folder, entries),
        };

    static CheckedModel WithFile(TempFolder folder, params (string Key, string Value)[] entries)
    {
        folder.Write("sub/w.data", new byte[8]);
        folder.Write("w.data", new byte[8]);
        File.CreateSymbolicLink(folder.PathOf("soft.data"), "w.data");
        var other = folder.Write("sub/other.data", new byte[8]);
        Process.Start("ln", [other, folder.PathOf("hard.data")]).WaitForExit();
        return WithExternal(folder, entries);
    }

    static CheckedModel Two(TempFolder folder, string offset)
    {
        folder.Write("w.data", new byte[12]);
        return Checked.File(folder, Protos.Model(model =>
        {
            model.Graph.Initializer.Add(Tensor("t", 2, ("location", "w.data")));
            model.Graph.Initializer.Add(Tensor("u", 2, ("location", "w.data"), ("offset", offset)));
        }).ToByteArray());
    }

    static IEnumerable<RuleCase> WeightCases =>
    [
        Weights("nan-inf-weights", "one NaN fails", "1 elements that are no number and 0", [1, 2], [1, float.NaN]),
        Weights(
            "nan-inf-weights", "infinities fail", "0 elements that are no number and 2",
            [float.MaxValue, float.MinValue], [float.PositiveInfinity, float.NegativeInfinity]),
        Typed("half precision counts", 10, [0x00, 0x7C], [0xFF, 0x7B]),
        Typed("brain floats count", 16, [0x80, 0x7F], [0x7F, 0x7F]),
        Typed(
            "double precision counts",
            11,
            BitConverter.GetBytes(double.NegativeInfinity),
            BitConverter.GetBytes(double.MaxValue)),
        new("nan-inf-weights", "a weight in another file is read to its end", "'t' has 1 elements")
        {
            Passing = folder => Long(folder, 0),
            Failing = folder => Long(folder, float.NaN),
        },
        new("nan-inf-weights", "what cannot be read does not pass", "cannot be looked at")
        {
            Passing = Checked.Of(),
            Failing = folder => WithExternal(folder, ("location", "gone.data")),
        },
        new("nan-inf-weights", "a Constant is a weight too", "'node_y/value'")
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Node[1] = Protos.Node("Constant", [], "y", new AttributeProto
            {
                Name = "value",
                Type = AttributeProto.Types.AttributeType.Tensor,
                T = Protos.Tensor("", 1, [1], tensor => tensor.FloatData.Add(float.NaN)),
            })),
        },
        new("all-zero-weights", "zeros of both signs fail, one number saves them", "all 4 elements of 'm' are 0")
        {
            Passing = Checked.Of(model => Matrix(model, 0, 0, 0, 1e-40f)),
            Failing = Checked.Of(model => Matrix(model, 0, -0f, 0, 0)),
        },
        new("all-zero-weights", "biases are looked at on request", "'w'")
        {
            Settings = [("rank", 1.0)],
            Passing = Checked.Of(),
            Failing = Checked.Of(model => Filled(model, [0, 0])),
        },
    ];

    static RuleCase Weights(string rule, string claim, string expected, float[] good, float[] bad) =>
        new(rule, claim, expected)
        {
            Passing = Checked.Of(model => Filled(model, good)),
            Failing = Checked.Of(model => Filled(model, bad)),
        };

    static RuleCase Typed(string claim, int type, byte[] infinite, byte[] largest) =>
        new("nan-inf-weights", claim, "1 that are infinite")
        {
            Passing = Checked.Of(model => Raw(model, type, largest)),
            Failing = Checked.Of(model => Raw(model, type, infinite)),
        };

    static void Filled(ModelProto model, float[] values) =>
        model.Graph.Initializer[0] = Protos.Tensor("w", 1, [2], tensor => tensor.FloatData.Add(values));

    static void Raw(ModelProto model, int type, byte[] bytes) => model.Graph.Initializer.Add(
        Protos.Tensor("r", type, [1], tensor => tensor.RawData = ByteString.CopyFrom(bytes)));

    static void Matrix(ModelProto model, params float[] values) => model.Graph.Initializer.Add(
        Protos.Tensor("m", 1, [2, 2], tensor => tensor.FloatData.Add(values)));

    static CheckedModel Long(TempFolder folder, float last)
    {
        const int Count = 600_000;
        folder.Write("w.data", [.. new byte[4 * (Count - 1)], .. BitConverter.GetBytes(last)]);
        return Checked.File(folder, Protos.Model(model =>
            model.Graph.Initializer.Add(Tensor("t", Count, ("location", "w.data")))).ToByteArray());
    }

    static IEnumerable<RuleCase> DeclaredCases =>
    [
        new("double-data-field", "two places fail, though the reader refuses the model", "float_data and raw_data")
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(model => model.Graph.Initializer[0].RawData = ByteString.CopyFrom(new byte[8])),
        },
        new("double-data-field", "external data is a place, used or not", "raw_data and external_data")
        {
            Passing = Checked.Of(model => Raw(model, 1, new byte[4])),
            Failing = Checked.Of(model =>
            {
                Raw(model, 1, new byte[4]);
                model.Graph.Initializer[1].ExternalData.Add(
                    new StringStringEntryProto { Key = "location", Value = "w" });
            }),
        },
        Declared("more than is stored fails", "takes 4,398,046,511,104 bytes where 8 are stored", Huge) with
        {
            Settings = [("limit", 1e18)],
        },
        Declared("more than the limit fails", "12 bytes; 8 are allowed", 3) with { Settings = [("limit", 8.0)] },
        Declared("a negative size fails", "negative dimension", -1),
        Declared("more than 64 bits hold fails", "more elements than 64 bits count", Huge, Huge),
        new("oversized-declared-tensor", "so does too short a file", "takes 8 bytes where 4 are stored")
        {
            Passing = folder => Short(folder, 8),
            Failing = folder => Short(folder, 4),
        },
    ];

    static RuleCase Declared(string claim, string expected, params long[] dims) =>
        new("oversized-declared-tensor", claim, expected)
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(model =>
            {
                model.Graph.Initializer[0].Dims.Clear();
                model.Graph.Initializer[0].Dims.Add(dims);
            }),
        };

    static CheckedModel Short(TempFolder folder, int bytes)
    {
        folder.Write("w.data", new byte[bytes]);
        return WithExternal(folder, ("location", "w.data"));
    }

    static IEnumerable<RuleCase> BranchCases =>
    [
        new("suspicious-branch", "a Where on a sum fails, on a mask does not", "(Where) chooses for all")
        {
            Passing = Checked.Of(Switched(isMask: true)),
            Failing = Checked.Of(Switched(isMask: false)),
        },
        new("suspicious-branch", "a dead side fails", "one of its sides is dead")
        {
            Passing = Checked.Of(),
            Failing = Checked.Of(Dead()),
        },
    ];

    static Graph Switched(bool isMask)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        var sum = isMask ? x : build.Node("ReduceSum", [x], [("keepdims", 0)]);
        var trigger = build.Node("Equal", [sum, build.Initializer("key", TensorData.Scalar(7f))]);
        return build.Build(build.Node("Where", [trigger, build.Node("Neg", [x]), x]));
    }

    static Graph Dead()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        var condition = build.Initializer("c", new TensorData(ElementType.Bool, [1], new byte[] { 1 }));
        return build.Build(build.Node("Where", [condition, build.Node("Neg", [x]), x]));
    }
}
