using Onnx;
using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary>skl2onnx's MLPClassifier: labels looked up by class, probabilities in a sequence of maps.</summary>
public sealed class Skl2OnnxTests
{
    const long Parameters = (6 * 9) + 9 + (9 * 3) + 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Classifier_LabelsAndProbabilities_IsScoredByProbabilities(bool zipped)
    {
        var card = Imported.AssertScored(Classifier(zipped), Parameters);
        var output = zipped ? "out_activations_result" : "probabilities";
        Assert.Equal($"objective: cross-entropy of '{output}' before its Softmax, classes along axis 1", card.Plan[1]);
    }

    static ExportedModel Classifier(bool zipped)
    {
        var model = new ExportedModel("skl2onnx", 15).Import("ai.onnx.ml", 1);
        var x = model.Input("X", Float, "N", 6);
        x = model.Node("Cast", [x], "cast_input", Of("to", 1));
        x = Dense(model, x, "coefficient", "intercepts", 6, 9);
        x = model.Node("Relu", [x], "next_activations");
        x = Dense(model, x, "coefficient1", "intercepts1", 9, 3);
        x = model.Node("Softmax", [x], "out_activations_result", Of("axis", 1));
        model.Proto.Graph.Initializer.Add(IntTensor("classes", 0, 1, 2));
        model.Node("ArgMax", [x], "argmax_output", Of("axis", 1), Of("keepdims", 1));
        model.Nodes("ArrayFeatureExtractor", ["classes", "argmax_output"], ["extracted"], "ai.onnx.ml");
        model.Node("Cast", ["extracted"], "cast_result", Of("to", 1));
        model.Node("Reshape", ["cast_result", model.Ints("shape", -1)], "reshaped_result");
        model.Node("Cast", ["reshaped_result"], "label", Of("to", 7));
        model.Output("label", Integer, "N");
        if (!zipped)
        {
            model.Node("Softmax", ["add_result_coefficient1"], "probabilities", Of("axis", 1));
            return model.Output("probabilities", Float, "N", 3);
        }

        model.Nodes("ZipMap", [x], ["output_probability"], "ai.onnx.ml", Of("classlabels_int64s", 0, 1, 2));
        model.Proto.Graph.Output.Add(Maps("output_probability"));
        return model;
    }

    static string Dense(ExportedModel model, string x, string weight, string bias, long inputs, long outputs)
    {
        var product = model.Node("MatMul", [x, model.Weight(weight, inputs, outputs)], $"mul_result_{weight}");
        return model.Node("Add", [product, model.Weight(bias, 1, outputs)], $"add_result_{weight}");
    }

    static ValueInfoProto Maps(string name)
    {
        var number = new TypeProto { TensorType = new() { ElemType = Float } };
        var map = new TypeProto { MapType = new() { KeyType = Integer, ValueType = number } };
        return new() { Name = name, Type = new() { SequenceType = new() { ElemType = map } } };
    }
}
