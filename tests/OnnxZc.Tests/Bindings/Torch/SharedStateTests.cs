using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

#pragma warning disable RS0030 // Seeding is what is tested.

[Collection(AloneCollection.Name)]
public sealed class SharedStateTests
{
    [Fact]
    public void ManualSeed_SameSeed_SameNumbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var first = randn(4).data<float>().ToArray();
        var other = randn(4).data<float>().ToArray();
        manual_seed(7);
        Assert.Equal(first, randn(4).data<float>().ToArray());
        Assert.NotEqual(first, other);
        Assert.Equal(7, initial_seed());
    }

    [Fact]
    public void Generator_OfItsOwn_IsApartFromTheDefault()
    {
        using var scope = NewDisposeScope();
        using var one = new Generator(3);
        using var two = new Generator(3);
        var first = rand(4, generator: one).data<float>().ToArray();
        _ = rand(4);
        Assert.Equal(first, rand(4, generator: two).data<float>().ToArray());
        Assert.Equal(3, one.initial_seed());
    }

    [Fact]
    public void Generator_StateRestored_RepeatsItself()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var state = generator.get_state();
        var first = randint(0, 1000, [5], generator: generator).data<long>().ToArray();
        generator.set_state(state);
        Assert.Equal(first, randint(0, 1000, [5], generator: generator).data<long>().ToArray());
    }

    [Fact]
    public void NumThreads_Set_IsReported()
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(2);
            Assert.Equal(2, get_num_threads());
            set_num_threads(1);
            Assert.Equal(1, get_num_threads());
        }
        finally
        {
            set_num_threads(before);
        }
        Assert.True(get_num_interop_threads() > 0);
    }

    [Fact]
    public void Cuda_Queries_Agree()
    {
        Assert.Equal(cuda.device_count() > 0, cuda.is_available());
        Assert.Matches(@"^\d+\.\d+", __version__);
    }

    [Fact]
    public void Device_Names_Parse()
    {
        Assert.Equal((DeviceType.CUDA, 1), (device("cuda:1").type, device("cuda:1").index));
        Assert.Equal("cpu", CPU.ToString());
        using var x = zeros(1, device: device("cpu"));
        Assert.Equal(DeviceType.CPU, x.device_type);
    }
}
