using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs;

public sealed class OnnxReaderTensorTests
{
    public static TheoryData<ElementType, Action<TensorProto>, byte[]> Typed() => new()
    {
        { ElementType.Float32, t => t.FloatData.Add([1, -2]), [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0] },
        { ElementType.Float64, t => t.DoubleData.Add([1, -2]), [.. new byte[6], 0xF0, 0x3F, .. new byte[7], 0xC0] },
        { ElementType.Int64, t => t.Int64Data.Add([1, -2]), [1, .. new byte[7], 0xFE, .. Ones(7)] },
        { ElementType.UInt64, t => t.Uint64Data.Add([1, ulong.MaxValue]), [1, .. new byte[7], .. Ones(8)] },
        { ElementType.UInt32, t => t.Uint64Data.Add([1, uint.MaxValue]), [1, 0, 0, 0, 255, 255, 255, 255] },
        { ElementType.Int32, t => t.Int32Data.Add([1, -2]), [1, 0, 0, 0, 0xFE, 255, 255, 255] },
        { ElementType.Int16, t => t.Int32Data.Add([1, -2]), [1, 0, 0xFE, 255] },
        { ElementType.UInt16, t => t.Int32Data.Add([1, 65535]), [1, 0, 255, 255] },
        { ElementType.Int8, t => t.Int32Data.Add([1, -2]), [1, 0xFE] },
        { ElementType.UInt8, t => t.Int32Data.Add([1, 255]), [1, 255] },
        { ElementType.Bool, t => t.Int32Data.Add([0, 1]), [0, 1] },
        { ElementType.Float16, t => t.Int32Data.Add([0x3C00, 0xC000]), [0, 0x3C, 0, 0xC0] },
        { ElementType.BFloat16, t => t.Int32Data.Add([0x3F80, 0xC000]), [0x80, 0x3F, 0, 0xC0] },
        { ElementType.Complex64, t => t.FloatData.Add([1, 0, 0, 0]), [0, 0, 0x80, 0x3F, .. new byte[12]] },
        { ElementType.Complex128, t => t.DoubleData.Add([0, 0, 0, 0]), new byte[32] },
    };

    [Theory]
    [MemberData(nameof(Typed))]
    public void Read_TypedAndRawData_GiveTheSameElements(ElementType type, Action<TensorProto> fill, byte[] bytes)
    {
        Assert.Equal(bytes, Read(type, [2], fill).Bytes.ToArray());
        Assert.Equal(bytes, Read(type, [2], tensor => tensor.RawData = ByteString.CopyFrom(bytes)).Bytes.ToArray());
    }

    [Fact]
    public void Read_EveryElementType_IsCovered() =>
        Assert.Equal(
            Enum.GetValues<ElementType>().Except([ElementType.Undefined, ElementType.String]).Order(),
            Typed().Select(row => (ElementType)row[0]).Order());

    [Fact]
    public void Read_ScalarAndEmptyTensor_HaveOneAndNoElements()
    {
        Assert.Equal(1, Read(ElementType.Int64, [], tensor => tensor.Int64Data.Add(5)).Count);
        Assert.Equal(0, Read(ElementType.Int64, [0, 3], _ => { }).Count);
    }

    public static TheoryData<ModelErrorCode, string, ElementType, long[], Action<TensorProto>> Broken() => new()
    {
        { ModelErrorCode.InvalidGraph, "has 7 bytes of data where", ElementType.Float32, [2], Raw(7) },
        { ModelErrorCode.InvalidGraph, "has 9 bytes of data where", ElementType.Float32, [2], Raw(9) },
        { ModelErrorCode.InvalidGraph, "where Float32[2] takes 8", ElementType.Float32, [2], Raw(0) },
        { ModelErrorCode.InvalidGraph, "where Float32[0] takes 0", ElementType.Float32, [0], Raw(4) },
        { ModelErrorCode.InvalidGraph, "has 4 bytes in float_data", ElementType.Float32, [2], t => t.FloatData.Add(1) },
        { ModelErrorCode.InvalidGraph, "more than one", ElementType.Float32, [1], Raw(4) + (t => t.FloatData.Add(1)) },
        { ModelErrorCode.InvalidGraph, "belong in float_data", ElementType.Float32, [1], t => t.DoubleData.Add(1) },
        { ModelErrorCode.InvalidGraph, "Int8 cannot hold", ElementType.Int8, [1], t => t.Int32Data.Add(128) },
        { ModelErrorCode.InvalidGraph, "Float16 cannot hold", ElementType.Float16, [1], t => t.Int32Data.Add(-1) },
        { ModelErrorCode.InvalidGraph, "negative dimension: [2, -1]", ElementType.Float32, [2, -1], Raw(8) },
        { ModelErrorCode.InvalidGraph, "segments", ElementType.Float32, [1], Raw(4) + (t => t.Segment = new()) },
        { ModelErrorCode.TooLarge, "larger than the limit", ElementType.Float32, [1L << 31, 1L << 31], Raw(8) },
        { ModelErrorCode.TooLarge, "larger than the limit", ElementType.Int8, [1L << 62, 4], Raw(8) },
        { ModelErrorCode.TooLarge, "larger than the limit", ElementType.Int8, [1L << 62, 1L << 62, 0], Raw(0) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_BrokenTensor_SaysWhatIsWrong(
        ModelErrorCode code,
        string words,
        ElementType type,
        long[] dims,
        Action<TensorProto> fill)
    {
        var error = Protos.Refused(model => model.Graph.Initializer.Add(Protos.Tensor("t", (int)type, dims, fill)));
        Assert.Equal(code, error.Code);
        Assert.Contains("initializer 't'", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ElementsBeyondTheLimit_IsTooLarge() =>
        Assert.Equal(ModelErrorCode.TooLarge, Protos.Refused(_ => { }, new() { MaxElements = 1 }).Code);

    static Action<TensorProto> Raw(int bytes) => tensor => tensor.RawData = ByteString.CopyFrom(new byte[bytes]);

    static IEnumerable<byte> Ones(int bytes) => Enumerable.Repeat((byte)255, bytes);

    static TensorData Read(ElementType type, long[] dims, Action<TensorProto> fill)
    {
        var tensor = Protos.Tensor("t", (int)type, dims, fill);
        return Protos.Read(Protos.Model(model => model.Graph.Initializer.Add(tensor))).Initializers["t"];
    }
}
