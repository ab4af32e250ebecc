using Onnx;
using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary><c>torch.onnx.export(dynamo=True)</c>: operators of PyTorch as local functions.</summary>
public sealed class DynamoTests
{
    const string Library = "pkg.onnxscript.torch_lib";

    [Fact]
    public void Classifier_LocalFunctions_IsScored()
    {
        var model = new ExportedModel("pytorch", 18).Import(Library, 1);
        model.Proto.Functions.Add([Linear(), Relu()]);
        var x = model.Input("x", Float, "s0", 12);
        model.Nodes(
            "aten_linear_bias", [x, model.Weight("fc1.weight", 16, 12), model.Weight("fc1.bias", 16)], ["a"], Library);
        model.Nodes("aten_relu", ["a"], ["b"], Library);
        model.Nodes(
            "aten_linear_bias", ["b", model.Weight("fc2.weight", 4, 16), model.Weight("fc2.bias", 4)], ["c"], Library);
        model.Output("c", Float, "s0", 4);
        Imported.AssertScored(model, (16 * 12) + 16 + (4 * 16) + 4);
    }

    static FunctionProto Linear() => new()
    {
        Domain = Library,
        Name = "aten_linear_bias",
        OpsetImport = { new OperatorSetIdProto { Version = 18 } },
        Input = { "input", "weight", "bias" },
        Output = { "result" },
        Node =
        {
            new NodeProto
            {
                OpType = "Transpose", Input = { "weight" }, Output = { "turned" }, Attribute = { Of("perm", 1, 0) },
            },
            new NodeProto { OpType = "MatMul", Input = { "input", "turned" }, Output = { "product" } },
            new NodeProto { OpType = "Add", Input = { "product", "bias" }, Output = { "result" } },
        },
    };

    static FunctionProto Relu() => new()
    {
        Domain = Library,
        Name = "aten_relu",
        OpsetImport = { new OperatorSetIdProto { Version = 18 } },
        Input = { "self" },
        Output = { "result" },
        Node = { new NodeProto { OpType = "Relu", Input = { "self" }, Output = { "result" } } },
    };
}
