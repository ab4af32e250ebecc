using System.Collections.Immutable;
using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Files;
using OnnxZc.Networks;
using TorchSharp;

namespace OnnxZc.Tests.Networks.Conformance;

/// <summary>An input or output of a case: a tensor, a sequence, or an optional value that is absent.</summary>
sealed record ConformanceValue(TensorData? Tensor, ImmutableArray<TensorData>? List)
{
    // Where the messages of sequences and optional values keep what they hold.
    const int Tensors = 3;
    const int Sequence = 5;

    /// <summary>The value in a file, by its declared type; null where elements cannot be read.</summary>
    public static ConformanceValue? Read(ValueInfo declared, string set, string kind, int index) =>
        Read(declared, File.ReadAllBytes(Path.Combine(set, $"{kind}_{index}.pb")));

    public Value ToValue() => List is { } list
        ? new TensorList([.. list.Select(item => TensorConversion.ToTensor(item, torch.CPU))])
        : new Value(Tensor is null ? null : TensorConversion.ToTensor(Tensor, torch.CPU));

    static ConformanceValue? Read(ValueInfo declared, byte[] bytes) => declared.Kind switch
    {
        ValueKind.Sequence => Fields(bytes, Tensors).Select(ReadTensor).ToImmutableArray() is var list
            && list.All(item => item is not null) ? new(null, list!) : null,
        ValueKind.Optional => Fields(bytes, Tensors).Concat(Fields(bytes, Sequence)).FirstOrDefault() is { } held
            ? Read(declared.Element!, held)
            : new(null, null),
        _ => Typed(ReadTensor(bytes), declared.Type) is { } tensor ? new(tensor, null) : null,
    };

    // NumPy has no bfloat16: the cases hold its bits as uint16.
    static TensorData? Typed(TensorData? data, ElementType declared) =>
        declared == ElementType.BFloat16 && data is { Type: ElementType.UInt16 }
            ? new(declared, data.Shape, data.Bytes)
            : data;

    static TensorData? ReadTensor(byte[] bytes)
    {
        using var external = new ExternalData("none", ReadLimits.Default);
        return new OnnxTensors(ReadLimits.Default, external).Read(TensorProto.Parser.ParseFrom(bytes), "the file");
    }

    static List<byte[]> Fields(byte[] bytes, int number)
    {
        var found = new List<byte[]>();
        using var input = new CodedInputStream(bytes);
        while (input.ReadTag() is > 0 and var tag)
        {
            if (tag == WireFormat.MakeTag(number, WireFormat.WireType.LengthDelimited))
                found.Add(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }

        return found;
    }
}
