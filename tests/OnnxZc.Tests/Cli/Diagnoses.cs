using OnnxZc.Findings;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Cli;

/// <summary>What <c>doctor</c> finds in models made by hand.</summary>
static class Diagnoses
{
    public static Diagnosis Of(string path)
    {
        if (path == "none.onnx")
            throw new ModelException(ModelErrorCode.FileNotFound, "there is no model 'none.onnx'");
        Node[] nodes =
        [
            NodeOf("Conv", 11, "x", "a"),
            NodeOf("Conv", 11, "a", "b"),
            NodeOf(path.StartsWith("odd", StringComparison.Ordinal) ? "Strange" : "Relu", 14, "b", "y"),
        ];
        var graph = new Graph(
            "g",
            new Dictionary<string, int> { [""] = 17 },
            [new("x", ElementType.Float32, [new(null, "N"), new(3), new(32), new(32)])],
            [new("y", ElementType.Float32, [new(null, "N"), new(10)])],
            nodes,
            new Dictionary<string, TensorData> { ["w"] = TensorData.Of<float>([1, 2, 3], 3) });
        var file = new ModelFile(path, new string('a', 64), 1234, 8, "pytorch 2.1", graph);
        return Diagnosis.Of(file, graph, new string('b', 64), BatchForm.Dynamic, id => id.Type != "Strange");
    }

    static Node NodeOf(string type, int since, string input, string output) =>
        new($"{type}_{output}", new("", type, since), [input, "w"], [output], Attributes.Empty);
}
