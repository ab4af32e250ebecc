using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class ModuleTests
{
    [Fact]
    public void Parameters_NamedWithDots_AreFoundByName()
    {
        using var module = new Affine();
        Assert.Equal(["layer.weight", "layer.bias"], module.named_parameters().Select(named => named.name));
        Assert.Same(module.Weight, module.get_parameter("layer.weight"));
        Assert.Null(module.get_parameter("layer.other"));
        Assert.Equal(["steps"], module.named_buffers().Select(named => named.name));
        Assert.Equal(1, module.get_buffer("steps")!.ToInt64());
    }

    [Fact]
    public void Parameters_Shared_AreListedOnce()
    {
        using var module = new Affine();
        module.register_parameter("tied", module.Weight);
        Assert.Equal(2, module.parameters().Count());
        Assert.Same(module.Weight, module.get_parameter("tied"));
    }

    [Fact]
    public void Register_SameNameTwice_Throws()
    {
        using var module = new Affine();
        Assert.Throws<InvalidOperationException>(() => module.register_parameter("layer.weight", module.Weight));
    }

    [Fact]
    public void Children_Registered_PrefixTheirNames()
    {
        using var parent = new Affine();
        parent.register_module("child", new Affine());
        Assert.Contains("child.layer.bias", parent.named_parameters().Select(named => named.name));
        Assert.Contains("child.steps", parent.named_buffers().Select(named => named.name));
        Assert.NotNull(parent.get_parameter("child.layer.weight"));
        parent.eval();
        Assert.False(parent.children().Single().training);
        parent.train();
        Assert.True(parent.children().Single().training);
    }

    [Fact]
    public void Forward_AndGradients_ReachParameters()
    {
        using var scope = NewDisposeScope();
        using var module = new Affine();
        var gradients = autograd.grad([module.call(tensor([2f, 3f])).sum()], [.. module.parameters()]);
        Assert.Equal([2, 3], gradients[0].data<float>().ToArray());
        Assert.Equal([1, 1], gradients[1].data<float>().ToArray());
    }

    [Fact]
    public void ZeroGrad_AfterBackward_ForgetsGradients()
    {
        using var scope = NewDisposeScope();
        using var module = new Affine();
        module.call(ones(2)).sum().backward();
        Assert.NotNull(module.Weight.grad);
        module.zero_grad();
        Assert.Null(module.Weight.grad);
    }

    [Fact]
    public void To_Float64_ConvertsParametersAndFloatBuffersOnly()
    {
        using var module = new Affine().to(ScalarType.Float64);
        Assert.All(module.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.All(module.parameters(), parameter => Assert.True(parameter.requires_grad && parameter.is_leaf));
        Assert.Equal(ScalarType.Int64, module.get_buffer("steps")!.dtype);
        Assert.Throws<ArgumentException>(() => module.to(ScalarType.Int32));
    }

    [Fact]
    public void Dispose_Module_DisposesItsTensors()
    {
        var module = new Affine();
        module.Dispose();
        Assert.True(module.Weight.IsInvalid);
    }

    [Fact]
    public void Parameter_MadeFromTensor_TakesItOver()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);
        var parameter = new Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(scope.Contains(parameter));
    }

    sealed class Affine : nn.Module<Tensor, Tensor>
    {
        internal Affine()
            : base(nameof(Affine))
        {
            register_parameter("layer.weight", Weight);
            register_parameter("layer.bias", new Parameter(zeros(2).DetachFromDisposeScope()));
            register_buffer("steps", tensor(1L).DetachFromDisposeScope());
        }

        internal Parameter Weight { get; } = new(ones(2).DetachFromDisposeScope());

        public override Tensor forward(Tensor input) => (input * Weight) + get_parameter("layer.bias")!;
    }
}
