using Microsoft.ML.OnnxRuntime;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using OnnxZc.Passes;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

/// <summary>Every implemented operator, version by version, against ONNX Runtime on random inputs.</summary>
public sealed class OperatorParityTests
{
    const double Tolerance = 2e-5;

    public static TheoryData<string> Cases => [.. OperatorCases.All.Select(item => item.ToString()).Distinct()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operator_RandomInputs_EqualsOnnxRuntime(string name)
    {
        var item = OperatorCases.All.First(candidate => candidate.ToString() == name);
        var graph = item.Graph(out var batch);
        Assert.True(OperatorTable.Has(item.Id), $"{item.Id} has no implementation");

        var shapes = ShapeInference.Infer(graph, batch.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        var model = new RunModel(graph, graph, BatchForm.Dynamic, shapes, new(batch, null), Seed: 0);
        using var runtime = new OrtEngine(model, threads: 1);
        using var expected = runtime.Infer(new(batch, null));
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        var actual = network.Run(
            new Walk(shapes, Normalisation.Running),
            batch.ToDictionary(pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, torch.CPU)));

        for (var i = 0; i < item.Outputs; i++)
            AssertEqual(expected[i], actual[$"y{i}"]);
    }

    [Fact]
    public void OperatorTable_EveryVersion_HasAParityCase() =>
        Assert.Empty(OperatorTable.All.Select(id => id.ToString())
            .Except(OperatorCases.All.Select(item => item.Id.ToString())));

    static void AssertEqual(OrtValue expected, torch.Tensor actual)
    {
        Assert.Equal(expected.GetTensorTypeAndShape().Shape, actual.shape);
        var reference = Doubles(expected);
        var values = actual.detach().to_type(torch.float64).contiguous().data<double>().ToArray();
        var scale = Math.Max(1, reference.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (var i = 0; i < values.Length; i++)
            Assert.True(
                reference[i].Equals(values[i]) || Math.Abs(reference[i] - values[i]) <= Tolerance * scale,
                $"element {i}: {values[i]:R}, ONNX Runtime {reference[i]:R}");
    }

    static double[] Doubles(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType.ToString() switch
    {
        "Float" => [.. value.GetTensorDataAsSpan<float>().ToArray().Select(item => (double)item)],
        "Double" => value.GetTensorDataAsSpan<double>().ToArray(),
        "Int64" => [.. value.GetTensorDataAsSpan<long>().ToArray().Select(item => (double)item)],
        "Int32" => [.. value.GetTensorDataAsSpan<int>().ToArray().Select(item => (double)item)],
        "UInt8" => [.. value.GetTensorDataAsSpan<byte>().ToArray().Select(item => (double)item)],
        "Int8" => [.. value.GetTensorDataAsSpan<sbyte>().ToArray().Select(item => (double)item)],
        "UInt16" => [.. value.GetTensorDataAsSpan<ushort>().ToArray().Select(item => (double)item)],
        "Int16" => [.. value.GetTensorDataAsSpan<short>().ToArray().Select(item => (double)item)],
        "Bool" => [.. value.GetTensorDataAsSpan<bool>().ToArray().Select(item => item ? 1.0 : 0)],
        var type => throw new NotSupportedException(type),
    };
}
