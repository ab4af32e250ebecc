using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class DataTests
{
    [Fact]
    public void Tensor_FromArrayOfEachType_ReadsBackTheSame()
    {
        using var scope = NewDisposeScope();
        ReadsBack(tensor([1.5f, -2f, float.NaN]), ScalarType.Float32, [1.5f, -2f, float.NaN]);
        ReadsBack(tensor([1.5, -2e300]), ScalarType.Float64, [1.5, -2e300]);
        ReadsBack(tensor([1L, long.MinValue]), ScalarType.Int64, [1L, long.MinValue]);
        ReadsBack(tensor([1, int.MaxValue]), ScalarType.Int32, [1, int.MaxValue]);
        ReadsBack(tensor(new short[] { 1, -2 }), ScalarType.Int16, [(short)1, (short)-2]);
        ReadsBack(tensor(new sbyte[] { 1, -128 }), ScalarType.Int8, [(sbyte)1, (sbyte)-128]);
        ReadsBack(tensor(new byte[] { 1, 255 }), ScalarType.Byte, [(byte)1, (byte)255]);
        ReadsBack(tensor([true, false]), ScalarType.Bool, [true, false]);
        ReadsBack(tensor(new[] { (Half)1.5, (Half)(-2) }), ScalarType.Float16, [(Half)1.5, (Half)(-2)]);
    }

    [Fact]
    public void Tensor_WithShape_IsRowMajor()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1f, 2f, 3f, 4f, 5f, 6f], [2, 3]);
        Assert.Equal([2, 3], x.shape);
        Assert.Equal([3, 1], x.stride());
        Assert.Equal(6, x[1, 2].ToSingle());
        Assert.Equal((2L, 3L, 6L), (x.size(0), x.size(-1), x.numel()));
    }

    [Fact]
    public void Tensor_FewerElementsThanShape_Throws() =>
        Assert.Throws<ArgumentException>(() => tensor([1f, 2f], [3]));

    [Fact]
    public void Tensor_OfOtherType_Converts()
    {
        using var scope = NewDisposeScope();
        ReadsBack(tensor([1.7, 2.2], float32), ScalarType.Float32, [1.7f, 2.2f]);
        ReadsBack(tensor([1f, 0f]).to(ScalarType.Bool), ScalarType.Bool, [true, false]);
    }

    [Fact]
    public void Tensor_OfNothing_HasNoElements()
    {
        using var scope = NewDisposeScope();
        var x = tensor(Array.Empty<float>(), [0, 3]);
        Assert.Equal([0, 3], x.shape);
        Assert.Empty(x.data<float>().ToArray());
    }

    [Fact]
    public void Data_OfTransposedView_FollowsTheView()
    {
        using var scope = NewDisposeScope();
        var view = tensor([1, 2, 3, 4, 5, 6], [2, 3]).t();
        Assert.False(view.is_contiguous());
        Assert.Equal([1, 4, 2, 5, 3, 6], view.data<int>().ToArray());
        Assert.Equal([1, 4, 2, 5, 3, 6], view.data<int>());
        Assert.Equal(5, view.data<int>()[1, 1]);
        Assert.Equal(5, view.data<int>()[3]);
    }

    [Fact]
    public void Data_Written_ChangesTheTensor()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 2);
        x.data<float>()[1, 0] = 7;
        x.t().data<float>()[2] = 8;
        Assert.Equal([0, 8, 7, 0], x.data<float>().ToArray());
    }

    [Fact]
    public void Data_OfAnotherType_Throws()
    {
        using var x = zeros(1);
        Assert.Throws<ArgumentException>(() => x.data<double>());
    }

    [Fact]
    public void Bytes_OfContiguousTensor_AreItsMemory()
    {
        using var x = tensor([1, 2]);
        x.bytes[4] = 9;
        Assert.Equal([1, 9], x.data<int>().ToArray());
        x.bytes = new byte[8];
        Assert.Equal([0, 0], x.data<int>().ToArray());
    }

    [Fact]
    public void Bytes_OfView_Throws()
    {
        using var scope = NewDisposeScope();
        var view = zeros(2, 3).t();
        Assert.Throws<InvalidOperationException>(() => view.bytes.Length);
    }

    [Fact]
    public void Factories_WithoutType_TakeTheOfficialDefaults()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float32, zeros(1).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.5).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 3).dtype);
        Assert.Equal([0, 0.5, 1], linspace(0, 1, 3, float64).data<double>().ToArray());
        Assert.Equal([1, 0, 0, 1], eye(2).data<float>().ToArray());
    }

    [Fact]
    public void Conversions_ToNumber_TakeTheValue()
    {
        using var x = tensor(2.75);
        Assert.Equal((2.75, 2.75f, 2L), (x.ToDouble(), (float)x, x.ToInt64()));
        Assert.Equal(2.75, x.item<double>());
    }

    static void ReadsBack<T>(Tensor tensor, ScalarType type, T[] expected)
        where T : unmanaged
    {
        Assert.Equal(type, tensor.dtype);
        Assert.Equal(expected, tensor.data<T>().ToArray());
    }
}
