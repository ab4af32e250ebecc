using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using DataType = Onnx.TensorProto.Types.DataType;

namespace OnnxZc.Tests.Bindings.OnnxRuntime;

public sealed class InferenceSessionTests
{
    // y = relu(x + [1, -2]), index = position of the larger of the two, positive = y > [0, 0].
    static readonly byte[] Model = new TinyModel()
        .Input("x", DataType.Float, "n", "2")
        .Weights("bias", 1, -2)
        .Weights("zero", 0, 0)
        .Node("Add", ["x", "bias"], ["sum"])
        .Node("Relu", ["sum"], ["y"])
        .Node("ArgMax", ["y"], ["index"], ("axis", 1), ("keepdims", 0))
        .Node("Greater", ["y", "zero"], ["positive"])
        .Output("y", DataType.Float, "n", "2")
        .Output("index", DataType.Int64, "n")
        .Output("positive", DataType.Bool, "n", "2")
        .ToBytes();

    [Fact]
    public void Run_AllOutputs_GivesFloatsIntegersAndBooleans()
    {
        using var session = new InferenceSession(Model);
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([0.5f, 4f, -3f, 2.25f], [2, 2]);

        using var results = session.Run(
            options, new Dictionary<string, OrtValue> { ["x"] = x }, session.OutputNames);

        Assert.Equal([1.5f, 2f, 0f, 0.25f], results[0].GetTensorDataAsSpan<float>().ToArray());
        Assert.Equal([1L, 1L], results[1].GetTensorDataAsSpan<long>().ToArray());
        Assert.Equal([true, true, false, true], results[2].GetTensorDataAsSpan<bool>().ToArray());
        Assert.Equal([2L, 2L], results[0].GetTensorTypeAndShape().Shape);
    }

    [Fact]
    public void Run_OutputsByName_ComeInTheOrderAskedFor()
    {
        using var session = new InferenceSession(Model);
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([3f, 0f], [1, 2]);

        using var results = session.Run(options, ["x"], [x], ["index", "y"]);

        Assert.Equal([0L], results[0].GetTensorDataAsSpan<long>().ToArray());
        Assert.Equal([4f, 0f], results[1].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Run_IntoAllocatedValue_WritesThere()
    {
        using var session = new InferenceSession(Model);
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([3f, 0f], [1, 2]);
        using var y = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, TensorElementType.Float, [1, 2]);

        session.Run(options, ["x"], [x], ["y"], [y]);

        Assert.Equal([4f, 0f], y.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Metadata_OfEveryValue_GivesNameTypeAndShape()
    {
        using var session = new InferenceSession(Model);

        Assert.Equal(["x"], session.InputNames);
        Assert.Equal(["y", "index", "positive"], session.OutputNames);
        var x = session.InputMetadata["x"];
        Assert.Equal([-1, 2], x.Dimensions);
        Assert.Equal(["n", ""], x.SymbolicDimensions);
        Assert.Equal(typeof(float), x.ElementType);
        Assert.Equal(TensorElementType.Int64, session.OutputMetadata["index"].ElementDataType);
        Assert.Equal(typeof(bool), session.OutputMetadata["positive"].ElementType);
    }

    [Fact]
    public void Session_FromFile_RunsLikeFromMemory()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Model);
        try
        {
            using var session = new InferenceSession(path);
            using var options = new RunOptions();
            using var x = OrtValue.CreateTensorValueFromMemory([3f, 0f], [1, 2]);
            using var results = session.Run(options, ["x"], [x], ["y"]);
            Assert.Equal([4f, 0f], results[0].GetTensorDataAsSpan<float>().ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Session_OfUnknownOperator_ThrowsAndNamesIt()
    {
        var model = new TinyModel().Input("x", DataType.Float, "1").Node("NoSuchOperator", ["x"], ["y"])
            .Output("y", DataType.Float, "1").ToBytes();

        var error = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(model));

        Assert.Contains("NoSuchOperator", error.Message);
    }

    [Fact]
    public void Session_OfGarbage_ThrowsInvalidProtobuf() =>
        Assert.Contains(
            "InvalidProtobuf",
            Assert.Throws<OnnxRuntimeException>(() => new InferenceSession([1, 2, 3])).Message);

    [Fact]
    public void Run_WithWrongShape_Throws()
    {
        using var session = new InferenceSession(Model);
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([3f, 0f, 1f], [1, 3]);

        var error = Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["x"], [x], ["y"]));

        Assert.StartsWith("[ErrorCode:InvalidArgument]", error.Message);
    }

    [Fact]
    public void Run_WithUnknownName_ThrowsAndNamesIt()
    {
        using var session = new InferenceSession(Model);
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([3f, 0f], [1, 2]);

        Assert.Contains(
            "'nothing'",
            Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["x"], [x], ["nothing"])).Message);
    }

    [Fact]
    public void Run_AfterDispose_Throws()
    {
        var session = new InferenceSession(Model);
        session.Dispose();
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([3f, 0f], [1, 2]);

        Assert.Throws<ObjectDisposedException>(() => session.Run(options, ["x"], [x], ["y"]));
    }
}
