using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace OnnxZc.Tests.Bindings.OnnxRuntime;

public sealed class OrtValueTests
{
    [Fact]
    public void Value_OverManagedMemory_SharesIt()
    {
        float[] data = [1, 2, 3, 4];
        using var value = OrtValue.CreateTensorValueFromMemory(data, [2, 2]);

        value.GetTensorMutableDataAsSpan<float>()[3] = 9;

        Assert.Equal(9, data[3]);
        Assert.Equal(TensorElementType.Float, value.GetTensorTypeAndShape().ElementDataType);
        Assert.Equal(4, value.GetTensorTypeAndShape().ElementCount);
    }

    [Fact]
    public void Value_OfPartOfMemory_StartsThere()
    {
        long[] data = [1, 2, 3, 4];
        using var value = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, data.AsMemory(1, 2), [2]);

        Assert.Equal([2L, 3L], value.GetTensorDataAsSpan<long>().ToArray());
    }

    [Fact]
    public void Value_WithoutElements_HasAnEmptySpan()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [0, 3]);

        Assert.True(value.GetTensorDataAsSpan<float>().IsEmpty);
    }

    [Fact]
    public void Value_OfScalar_HasRankZero()
    {
        using var value = OrtValue.CreateTensorValueFromMemory([2.5], []);

        Assert.Equal(0, value.GetTensorTypeAndShape().DimensionsCount);
        Assert.Equal(2.5, value.GetTensorDataAsSpan<double>()[0]);
    }

    [Fact]
    public void Value_LargerThanItsMemory_Throws() =>
        Assert.Contains(
            "needs 6 elements",
            Assert.Throws<OnnxRuntimeException>(
                () => OrtValue.CreateTensorValueFromMemory([1f, 2f], [2, 3])).Message);

    [Fact]
    public void Span_OfAnotherType_Throws()
    {
        using var value = OrtValue.CreateTensorValueFromMemory([1f], [1]);

        Assert.Throws<OnnxRuntimeException>(() => value.GetTensorDataAsSpan<int>().Length);
    }

    [Theory]
    [InlineData(1.5f, 0x3E00)]
    [InlineData(65504f, 0x7BFF)]
    public void Float16_OfFloat_HasTheBitsOfIeee754(float number, int bits)
    {
        Assert.Equal(new Float16((ushort)bits), (Float16)number);
        Assert.Equal(number, (float)new Float16((ushort)bits));
    }

    [Theory]
    [InlineData(1f, 0x3F80)]
    [InlineData(1.00390625f, 0x3F80)]
    [InlineData(1.01171875f, 0x3F82)]
    public void BFloat16_OfFloat_RoundsTiesToEven(float number, int bits) =>
        Assert.Equal(new BFloat16((ushort)bits), (BFloat16)number);
}
