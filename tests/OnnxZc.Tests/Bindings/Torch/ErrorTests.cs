using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class ErrorTests
{
    [Fact]
    public void Operator_WrongShapes_ThrowsWithItsName()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => F.conv2d(zeros(1, 3, 8, 8), zeros(4, 5, 3, 3)));
        Assert.StartsWith("aten::conv2d", error.Message);
        Assert.Contains("channels", error.Message);
    }

    [Fact]
    public void Operator_DisposedTensor_Throws()
    {
        var x = ones(1);
        x.Dispose();
        Assert.Throws<InvalidOperationException>(() => x + 1);
    }

    [Fact]
    public void Operator_AfterAnError_WorksAgain()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => ones(2).matmul(ones(3)));
        Assert.Equal(2, ones(2).matmul(ones(2)).ToSingle());
    }

    [Fact]
    public void Operators_AllThatTheBindingNames_AreInThisLibtorch()
    {
        var aten = typeof(torch).Assembly.GetType("TorchSharp.Interop.Aten");
        if (aten is null)
            return;
        var fields = aten.GetFields(BindingFlags.Static | BindingFlags.NonPublic);
        var operators = fields.Select(field => field.GetValue(null)!);
        var find = operators.First().GetType().GetMethod("Find", BindingFlags.Instance | BindingFlags.NonPublic)!;
        Assert.All(operators, item => Assert.NotEqual((nint)0, find.Invoke(item, null)));
    }
}
