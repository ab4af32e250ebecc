using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;
using OnnxZc.Cli;
using OnnxZc.Cli.Workers;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;
using static OnnxZc.Tests.Hostility.Attack;

namespace OnnxZc.Tests.Cli.Workers;

/// <summary>Models that end or hang the native code that computes them.</summary>
[Collection(AloneCollection.Name)]
public sealed class NativeCrashTests : IDisposable
{
    static readonly string[] Settings = ["-p", "params,grad_norm", "--batch-size", "2", "-f", "json", "--verbose"];

    // The shell stays the parent, allows memory images, and tells of the one that the worker may not leave.
    static readonly Backend Watched = RealSession.Isolated with
    {
        Workers = (request, terminal) => new(Watch(WorkerProgram.Of(request.WorkerArguments)), request, terminal),
    };

    readonly TempFolder _folder = new();

    // Elsewhere this division has a result.
    static bool Crashes => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Div", 7)]
    [InlineData("Mod", 6)]
    public void Score_ModelThatCrashesNativeCode_CostsOnlyItsOwnCard(string operation, int type)
    {
        if (!Crashes)
            return;
        var crash = _folder.Write("crash.onnx", Overflowing(operation, type).ToByteArray());
        var (before, after) = (RealSession.Model("mlp.onnx"), RealSession.Model("resnet20.onnx"));
        var session = RealSession.Run(Watched, ["score", before, crash, after, .. Settings]);
        Assert.True(session.Code == 4, session.Error);
        Assert.Equal(
            ["ok", "partial", "ok"], session.Cards.Select(card => card.GetProperty("status").GetString()));
        var error = session.Cards[1].GetProperty("error");
        Assert.Equal("worker-crashed", error.GetProperty("code").GetString());
        Assert.Contains("the worker process crashed (SIGFPE)", error.GetProperty("message").GetString());
        Assert.Equal(12, RealSession.Values(session.Cards[1])["params"]);
        var alone = RealSession.Run(Watched, ["score", before, after, .. Settings]);
        Assert.Equal(alone.Cards.Select(RealSession.Values), new[] { 0, 2 }.Select(i =>
            RealSession.Values(session.Cards[i])));
        Assert.Contains("onnxzc: worker: Floating point exception", session.Error);
        // A program that the system has for memory images gets them whatever the limit is.
        if (!File.ReadAllText("/proc/sys/kernel/core_pattern").StartsWith('|'))
            Assert.DoesNotContain("core dumped", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_ModelThatComputesWithoutEnd_IsATimeoutAndTheNextIsScored()
    {
        var hang = _folder.Write("hang.onnx", Endless().ToByteArray());
        string[] args = ["score", hang, RealSession.Model("mlp.onnx"), .. Settings, "--timeout", "8"];
        var session = RealSession.Run(RealSession.Isolated, args);
        Assert.True(session.Code == 4, session.Error);
        var score = session.Cards[0].GetProperty("scores").GetProperty("grad_norm");
        Assert.Equal("timeout", score.GetProperty("status").GetString());
        Assert.Equal("ok", session.Cards[1].GetProperty("status").GetString());
    }

    static WorkerProgram Watch(WorkerProgram worker) => new(
        "sh", ["-c", "ulimit -c unlimited; \"$@\"; exit $?", "sh", worker.File, .. worker.Arguments]);

    // The smallest integer over -1, made from the input so that nothing folds it.
    static ModelProto Overflowing(string operation, int type) => Protos.Model(model =>
    {
        var graph = model.Graph;
        graph.Input[0] = Protos.Value("x", 1, 2, 4);
        graph.Output[0] = Protos.Value("y", 1, 2, 3);
        graph.Initializer.Clear();
        graph.Initializer.Add([Ones("w", 4, 3), Whole("least", type, isLeast: true), Whole("one", type)]);
        graph.Node.Clear();
        graph.Node.Add(
        [
            Protos.Node("Cast", ["x"], "whole", Int("to", type)),
            Protos.Node("Sub", ["whole", "whole"], "zero"),
            Protos.Node("Sub", ["zero", "one"], "divisor"),
            Protos.Node("Add", ["zero", "least"], "dividend"),
            Protos.Node(operation, ["dividend", "divisor"], "quotient"),
            Protos.Node("Cast", ["quotient"], "scale", Int("to", 1)),
            Protos.Node("Mul", ["x", "scale"], "scaled"),
            Protos.Node("MatMul", ["scaled", "w"], "y"),
        ]);
    });

    static TensorProto Whole(string name, int type, bool isLeast = false) => Protos.Tensor(name, type, [], tensor =>
    {
        if (type == 7)
            tensor.Int64Data.Add(isLeast ? long.MinValue : 1);
        else
            tensor.Int32Data.Add(isLeast ? int.MinValue : 1);
    });

    // A file of a few kilobytes: minutes of products with one large matrix.
    static ModelProto Endless() => Protos.Model(model =>
    {
        const int size = 2048;
        const int products = 400;
        var graph = model.Graph;
        graph.Input[0] = Protos.Value("x", 1, 2, size, size);
        graph.Output[0] = Protos.Value("y", 1, 2, size, size);
        graph.Initializer.Clear();
        graph.Node.Clear();
        graph.Node.Add(Protos.Node("RandomNormal", [], "w", Ints("shape", size, size)));
        for (var i = 0; i < products; i++)
            graph.Node.Add(Protos.Node("MatMul", [i == 0 ? "x" : $"p{i}", "w"], i == products - 1 ? "y" : $"p{i + 1}"));
    });
}
