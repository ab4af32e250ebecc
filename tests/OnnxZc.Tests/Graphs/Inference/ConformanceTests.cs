using System.Collections.Immutable;
using Onnx;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Files;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Tests.Graphs.Inference;

/// <summary>
/// ONNX's own operator cases, as Debian's <c>libonnx-testdata</c> installs them or the variable ONNX_TESTDATA names the
/// folder; without them there is nothing to compare.
/// </summary>
public sealed class ConformanceTests
{
    static readonly string Cases = Path.Combine(
        Environment.GetEnvironmentVariable("ONNX_TESTDATA") ?? "/usr/share/libonnx-testdata", "data", "node");

    // The reference data of these hold bfloat16 numbers as uint16, which no file in the wild does.
    static bool IsOdd(string name) => name.Contains("BFLOAT16", StringComparison.Ordinal);

    [Fact]
    public void Infer_EveryCase_HasTheReferenceShapeAndValues()
    {
        var cases = Directory.Exists(Cases) ? Directory.GetDirectories(Cases) : [];
        Assert.All(cases.Where(path => !IsOdd(path)), path =>
        {
            if (Read(path) is not { } read || Data(path, "input", read) is not { } inputs)
                return;
            var graph = read.With(inputs: [], initializers: inputs.Concat(read.Initializers));
            var shapes = ShapeInference.Infer(graph, new Dictionary<string, ImmutableArray<long>>());
            foreach (var (name, expected) in Data(path, "output", read) ?? [])
            {
                if (shapes[name] is { } known)
                    Check(expected, known);
            }
        });
    }

    static void Check(TensorData expected, KnownValue known)
    {
        Assert.Equal(OneNode.Text(expected.Shape), OneNode.Text(known.Shape));
        if (known.Type != ElementType.Undefined)
            Assert.Equal(expected.Type, known.Type);
        if (known.Constant is { } constant)
            Assert.All(expected.ToDoubles().Zip(constant.ToDoubles()), pair => AssertClose(pair.First, pair.Second));
    }

    static void AssertClose(double expected, double actual) =>
        Assert.Equal(expected, actual, 1e-6 * Math.Max(1, Math.Abs(expected)));

    static Graph? Read(string path)
    {
        try
        {
            return OnnxReader.Read(Path.Combine(path, "model.onnx")).Graph;
        }
        catch (ModelException refused) when (refused.Code != ModelErrorCode.ShapeMismatch)
        {
            return null;
        }
    }

    static Dictionary<string, TensorData>? Data(string path, string kind, Graph graph)
    {
        var declared = kind == "input" ? graph.Inputs : graph.Outputs;
        var found = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        using var external = new ExternalData(path, ReadLimits.Default);
        var tensors = new OnnxTensors(ReadLimits.Default, external);
        for (var i = 0; i < declared.Length; i++)
        {
            var file = Path.Combine(path, "test_data_set_0", $"{kind}_{i}.pb");
            var isTensor = declared[i].Type is not (ElementType.Undefined or ElementType.String) && File.Exists(file);
            if (!isTensor)
                return null;
            var proto = TensorProto.Parser.ParseFrom(File.ReadAllBytes(file));
            if (tensors.Read(proto, file) is not { } tensor)
                return null;
            found[declared[i].Name] = tensor;
        }

        return found;
    }
}
