using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary>What ONNX Runtime's optimizer writes: layers fused with what follows them.</summary>
public sealed class RuntimeOptimisedTests
{
    [Fact]
    public void Classifier_FusedLayers_IsScored()
    {
        var model = new ExportedModel("onnxruntime.optimizer", 13).Import("com.microsoft", 1);
        var x = model.Input("x", Float, "N", 3, 8, 8);
        model.Nodes(
            "FusedConv", [x, model.Weight("conv.weight", 6, 3, 3, 3), model.Weight("conv.bias", 6)], ["fused"],
            "com.microsoft", Of("activation", "Relu"), Of("kernel_shape", 3, 3), Of("pads", 1, 1, 1, 1));
        x = model.Node("GlobalAveragePool", ["fused"], "pool");
        x = model.Node("Flatten", [x], "flat");
        x = model.Node("MatMul", [x, model.Weight("fc1.weight", 6, 10)], "product");
        model.Nodes("BiasGelu", [x, model.Weight("fc1.bias", 10)], ["gelu"], "com.microsoft");
        model.Node("Gemm", ["gelu", model.Weight("fc2.weight", 10, 4), model.Weight("fc2.bias", 4)], "y");
        model.Output("y", Float, "N", 4);
        Imported.AssertScored(model, (6 * 27) + 6 + (6 * 10) + 10 + (10 * 4) + 4);
    }
}
