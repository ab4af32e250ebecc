using Microsoft.ML.OnnxRuntime;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace OnnxZc.Tests.Bindings.OnnxRuntime;

public sealed class SessionOptionsTests
{
    static readonly byte[] Scaled = new TinyModel()
        .Input("x", DataType.Float, "n")
        .Weights("factor", 2)
        .Node("Mul", ["x", "factor"], ["scaled"])
        .Node("Identity", ["scaled"], ["y"])
        .Output("y", DataType.Float, "n")
        .ToBytes();

    [Fact]
    public void Options_AsSet_AreKeptAndAccepted()
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            ExecutionMode = ExecutionMode.ORT_PARALLEL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 2,
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        Assert.Equal([2f, 4f], Run(options));
        Assert.Equal(ExecutionMode.ORT_PARALLEL, options.ExecutionMode);
        Assert.Equal(2, options.InterOpNumThreads);
    }

    [Fact]
    public void Initializer_Added_ReplacesTheModels()
    {
        using var factor = OrtValue.CreateTensorValueFromMemory([10f], [1]);
        using var options = new SessionOptions();
        options.AddInitializer("factor", factor);

        Assert.Equal([10f, 20f], Run(options));
    }

    [Fact]
    public void OptimizationLevel_Basic_RemovesIdentityFromTheSavedModel()
    {
        Assert.Contains("Identity", SavedOperators(GraphOptimizationLevel.ORT_DISABLE_ALL));
        Assert.DoesNotContain("Identity", SavedOperators(GraphOptimizationLevel.ORT_ENABLE_BASIC));
    }

    [Fact]
    public void FreeDimension_Overridden_ShowsInTheMetadata()
    {
        using var options = new SessionOptions();
        options.AddFreeDimensionOverrideByName("n", 5);
        using var session = new InferenceSession(Scaled, options);

        Assert.Equal([5], session.InputMetadata["x"].Dimensions);
    }

    [Fact]
    public void Cuda_OnAMachineWithout_ThrowsOnnxRuntimeException()
    {
        if (File.Exists("/dev/nvidia0"))
            return;
        using var options = new SessionOptions();

        Assert.Throws<OnnxRuntimeException>(() => options.AppendExecutionProvider_CUDA());
    }

    [Fact]
    public void Run_Terminated_Throws()
    {
        using var session = new InferenceSession(Scaled);
        using var options = new RunOptions { Terminate = true };
        using var x = OrtValue.CreateTensorValueFromMemory([1f], [1]);

        Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["x"], [x], ["y"]));
    }

    [Fact]
    public void Environment_Always_KnowsItsVersionAndTheCpu()
    {
        Assert.Matches(@"^1\.\d+\.\d+", OrtEnv.Instance().GetVersionString());
        Assert.Contains("CPUExecutionProvider", OrtEnv.Instance().GetAvailableProviders());
    }

    static float[] Run(SessionOptions options)
    {
        using var session = new InferenceSession(Scaled, options);
        using var run = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([1f, 2f], [2]);
        using var results = session.Run(run, ["x"], [x], ["y"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    static string[] SavedOperators(GraphOptimizationLevel level)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var options = new SessionOptions { GraphOptimizationLevel = level, OptimizedModelFilePath = path };
            using var session = new InferenceSession(Scaled, options);
            return [.. ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Node.Select(node => node.OpType)];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
