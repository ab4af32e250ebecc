using Google.Protobuf;
using Onnx;

namespace OnnxZc.Tests.Bindings.OnnxSharp;

public sealed class ModelProtoTests
{
    // Field numbers and wire types of the published format, written out by hand.
    [Fact]
    public void Bytes_WrittenByHand_ParseAsTheFormatSays()
    {
        byte[] bytes =
        [
            0x08, 8, // ir_version (1)
            0x3A, 29, // graph (7)
            0x0A, 10, // its node (1): input (1), output (2), op_type (4)
            0x0A, 1, (byte)'x', 0x12, 1, (byte)'y', 0x22, 2, (byte)'L', (byte)'n',
            0x2A, 15, // its initializer (5): dims (1), data_type (2), name (8), raw_data (9), data_location (14)
            0x0A, 1, 2, 0x10, 1, 0x42, 1, (byte)'w', 0x4A, 3, 7, 8, 9, 0x70, 1,
            0x42, 2, 0x10, 17, // opset_import (8): version (2)
        ];

        var model = ModelProto.Parser.ParseFrom(bytes);

        Assert.Equal(8, model.IrVersion);
        Assert.Equal(17, model.OpsetImport[0].Version);
        Assert.Equal("Ln", model.Graph.Node[0].OpType);
        var weight = model.Graph.Initializer[0];
        Assert.Equal([2L], weight.Dims);
        Assert.Equal((int)TensorProto.Types.DataType.Float, weight.DataType);
        Assert.Equal([7, 8, 9], weight.RawData.ToByteArray());
        Assert.Equal(TensorProto.Types.DataLocation.External, weight.DataLocation);
        Assert.Equal(bytes, model.ToByteArray());
    }
}
